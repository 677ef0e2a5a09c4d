import { createOrder, policyOf, type OrderState } from '../../src/domain/order';
import { renderOrder, withoutReadOnly } from '../../src/contract/umg/renderOrder';
import { SalesOrder } from '../../src/contract/umg/salesOrder';
import { toFacts } from '../../src/contract/umg/toFacts';
import { orderLike, orderingUnit } from './orders';

const at = '2026-09-04T10:00:00.000Z';
const durations = {
  ackMs: 900_000,
  releaseMs: 300_000,
  bookingMs: 600_000,
  recallMs: 900_000,
  firstScanMs: 0,
  completionGraceMs: 120_000,
  bookingLookupMs: 120_000,
};
const policy = policyOf('b2b', {}, durations);
const document = orderLike({
  erpBatch: 7,
  status: 'from the client',
  shipTo: { ...orderLike().shipTo, postalCode: '1' },
});
const { state } = createOrder({
  key: { businessUnitId: 'BU 1', orderNumber: 'WEB/1' },
  salesOrderNumber: 'SO0000000001',
  facts: toFacts(document, orderingUnit('b2b')),
  policy,
  at,
  cause: 'cmd/1',
  actor: 'client',
});
const render = (over: Partial<OrderState> = {}, notes = new Map<string, string>()) =>
  SalesOrder.parse(
    renderOrder({
      orgId: 'ORG',
      document,
      state: { ...state, ...over },
      policy,
      createdAt: at,
      updatedAt: at,
      notes,
      cancelNote: null,
    }),
  );

describe('an order in an answer', () => {
  it('is the client’s document with our members over it', () => {
    expect(render()).toMatchObject({
      erpBatch: 7,
      status: 'ON_HOLD',
      sequence: 1,
      salesOrderNumber: 'SO0000000001',
      businessUnitId: 'BU 1',
      buildingId: 'LDN1',
      cancellation: { state: 'none' },
      wms: { state: 'not_sent' },
      tms: { state: 'none', bookingId: null },
      waiting: { on: 'ops', since: at },
      links: { self: '/business_units/BU%201/sales_orders/WEB%2F1' },
    });
  });

  it('says what can be asked of it', () => {
    expect(render().allowedActions).toEqual(expect.arrayContaining(['cancel', 'release_hold']));
  });

  it('shows holds with their note', () => {
    const notes = new Map([['cmd/1', 'postal code looks wrong']]);
    expect(render({}, notes).holds).toEqual([
      expect.objectContaining({ code: 'ADDRESS_REVIEW', until: null, note: 'postal code looks wrong' }),
    ]);
  });

  it('shows exceptions with a sentence, suggestions and the partner’s words', () => {
    const exception = {
      id: 'SO0000000001-E1',
      code: 'WMS_REJECTED',
      severity: 'high' as const,
      openedAt: at,
      dueAt: null,
      cause: 'in/1',
      resolvedAt: null,
      resolution: null,
    };
    const shown = render({ exceptions: [exception] }, new Map([['in/1', 'SKU unknown']])).exceptions[0];
    expect(shown).toMatchObject({ detail: 'SKU unknown', suggestedActions: expect.arrayContaining(['redrop']) });
    expect(shown?.message).toMatch(/warehouse rejected/);
  });

  it.each([
    [{ open: 2 }, 'OPEN'],
    [{ open: 0, allocated: 2 }, 'ALLOCATED'],
    [{ open: 0, shipped: 2 }, 'SHIPPED'],
    [{ open: 0, cancelled: 2 }, 'CANCELLED'],
    [{ open: 0, shipped: 1, backordered: 1 }, 'BACKORDERED'],
    [{ open: 1, shipped: 1 }, 'OPEN'],
  ])('gives a line with %j the status %s', (quantities, status) => {
    const line = { ...state.lines[0]!, ...quantities };
    expect(render({ lines: [line] }).orderLines[0]).toMatchObject({ status, customerLineNumber: '1', amount: 24.5 });
  });

  it('can be sent back as an update: members that only we set are dropped', () => {
    const sent = withoutReadOnly(document);
    expect(sent).not.toHaveProperty('status');
    expect(sent).toHaveProperty('erpBatch', 7);
  });
});
