import { z } from 'zod';
import type { Address } from '../common/address';
import { MISSING } from './faults';
import { present, required, words } from './fields';

const STATES_AND_CODES = ['US', 'CA'];
/** UMG's `state` is a short code; a longer name goes beside it. */
const STATE_CODE = 5;
/** UMG insists on a postal code; countries without any send none. */
const NO_POSTAL_CODE = '-';

const places = {
  company: words(50),
  attention: words(50),
  address1: required(50),
  address2: words(50),
  city: required(50),
  state_province: words(50),
  postal_code: words(15),
  phone: words(25),
  email: words(100),
};

/** An address as it is posted. */
export const PostedAddress = z
  .looseObject({ ...places, country_code: required(2).regex(/^[A-Za-z]{2}$/) })
  .superRefine((address, ctx) => {
    const lacks = (name: string) =>
      ctx.addIssue({ code: 'custom', path: [name], message: 'is required', params: MISSING });
    if (!address.company && !address.attention) lacks('attention');
    if (!STATES_AND_CODES.includes(address.country_code.toUpperCase())) return;
    if (!address.state_province) lacks('state_province');
    if (!address.postal_code) lacks('postal_code');
  })
  .meta({ id: 'DclAddress' });
export type PostedAddress = z.infer<typeof PostedAddress>;

/** An address as it reads back: the country is `country` there. */
export const ReadAddress = z
  .object({ ...places, address1: words(255), city: words(255), country: words(5) })
  .meta({ id: 'DclReadAddress' });

/** A posted address in our document's words. */
export function toAddress(posted: PostedAddress): Address {
  const { company, attention, address1, address2, city, state_province, postal_code, country_code, phone, email } =
    present(posted);
  const state = state_province ?? '';
  return {
    name: company ?? attention ?? '',
    attentionTo: attention,
    address1: address1 ?? '',
    address2,
    city: city ?? '',
    ...(state.length > STATE_CODE ? { stateProvince: state } : { state }),
    country: (country_code ?? '').toUpperCase(),
    postalCode: postal_code ?? NO_POSTAL_CODE,
    phoneNumber: phone,
    email,
    ...(company ? {} : { isPerson: true }),
  };
}

/** Our document's address in the contract's words; also of an order that came another way. */
export function fromAddress(address: Address): z.input<typeof ReadAddress> {
  const { name, attentionTo, stateProvince, isPerson, postalCode } = address;
  return {
    company: isPerson ? undefined : name,
    attention: attentionTo,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    state_province: typeof stateProvince === 'string' ? stateProvince : address.state,
    postal_code: postalCode === NO_POSTAL_CODE ? undefined : postalCode,
    country: address.country,
    phone: address.phoneNumber,
    email: address.email,
  };
}
