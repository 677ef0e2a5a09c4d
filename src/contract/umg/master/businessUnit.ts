import { z } from 'zod';
import { Address } from '../../common/address';
import { required, stamp, text } from '../../common/fields';
import { key, oneOf, others, shortList } from './common';

/** Words that stand for a call where a unit's id would. */
const RESERVED = ['createpo', 'createrma', 'createasn'];
const LONGEST = 60;

const Contact = z
  .looseObject({ name: text(100).optional(), email: text(255).optional(), phoneNumber: text(30).optional() })
  .meta({ id: 'Contact' });

export const BrokerAccountRequest = z
  .looseObject({
    brokerAccountId: key(30).optional().meta({ description: 'Without it we give one.' }),
    brokerName: required(100),
    accountNumber: required(50),
  })
  .meta({ id: 'BrokerAccountRequest' });

export const BrokerAccount = z
  .looseObject({ brokerAccountId: z.string(), brokerName: z.string(), accountNumber: z.string() })
  .meta({ id: 'BrokerAccount' });

/** Accounts of one unit: none twice. */
const accounts = z
  .array(BrokerAccountRequest)
  .max(200)
  .superRefine((list, context) => {
    const seen = new Set<string>();
    list.forEach(({ brokerAccountId, brokerName, accountNumber }, at) => {
      const names = [JSON.stringify([brokerName, accountNumber]), ...(brokerAccountId ? [brokerAccountId] : [])];
      if (names.some((name) => seen.has(name)))
        context.addIssue({ code: 'custom', message: 'is in the list twice', path: [at] });
      names.forEach((name) => seen.add(name));
    });
  });

const described = {
  billingAddress: Address.optional(),
  primaryAddress: Address.optional(),
  primaryContact: Contact.optional(),
  brokerAccount: accounts.optional(),
  taxId: text(60).optional(),
};
const companyNo = required(60).optional().meta({
  description: 'What the warehouse side calls the unit; without it the unit’s own id.',
});
const type = oneOf(['b2b', 'b2c']);

export const BusinessUnitRequest = z
  .looseObject({
    businessUnitId: key(30).refine((id) => !RESERVED.includes(id.toLowerCase()), 'this word cannot be a unit’s id'),
    name: required(100),
    type,
    companyNo,
    ...described,
  })
  .meta({ id: 'BusinessUnitRequest' });
export type BusinessUnitRequest = z.infer<typeof BusinessUnitRequest>;

/** What is not named stays as it is. */
export const BusinessUnitUpdate = z
  .looseObject({
    businessUnitId: required(LONGEST).optional(),
    name: required(100).optional(),
    type: type.optional(),
    companyNo,
    ...described,
  })
  .meta({ id: 'BusinessUnitUpdate' });

export const BusinessUnit = z
  .looseObject({
    businessUnitId: z.string(),
    name: z.string(),
    type,
    companyNo: z.string(),
    billingAddress: Address.optional(),
    primaryAddress: Address.optional(),
    primaryContact: Contact.optional(),
    brokerAccount: z.array(BrokerAccount),
    taxId: z.string().optional(),
    createdAt: stamp,
    updatedAt: stamp,
  })
  .meta({ id: 'BusinessUnit' });

/** Members with a column of their own, or that only we say. */
const APART = ['businessUnitId', 'name', 'type', 'companyNo', 'brokerAccount', 'orgId', 'createdAt', 'updatedAt'];
const OF_BROKERS = ['brokerAccountId', 'brokerName', 'accountNumber'];

/** What a unit says of itself besides what has a place of its own. */
export const detailsOf = (sent: Record<string, unknown>): Record<string, unknown> => others(sent, APART);

/** A broker account as it is stored. */
export const toBroker = (sent: z.infer<typeof BrokerAccountRequest>) => ({
  brokerAccountId: sent.brokerAccountId,
  brokerName: sent.brokerName,
  accountNumber: sent.accountNumber,
  kept: others(sent, OF_BROKERS),
});

export const BusinessUnitListQuery = shortList(['businessUnitId', 'name', 'type', 'createdAt', 'updatedAt']).extend({
  name: required(100).optional().meta({ description: 'Part of the name, in any case.' }),
  type: type.optional(),
});

export const BrokerListQuery = shortList(['brokerAccountId', 'brokerName', 'accountNumber']);
