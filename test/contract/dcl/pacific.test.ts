import {
  endOfPacificDay,
  fromPacific,
  pacificDay,
  pacificTime,
  startOfPacificDay,
} from '../../../src/contract/dcl/pacific';
import { OrderQuery } from '../../../src/contract/dcl/queries';

describe('the Pacific clock', () => {
  it.each([
    ['winter', '2026-01-15T09:00:00', '2026-01-15T17:00:00.000Z'],
    ['summer', '2026-07-15T09:00:00', '2026-07-15T16:00:00.000Z'],
    ['the hour that comes twice: the first time', '2026-11-01T01:30:00', '2026-11-01T08:30:00.000Z'],
    ['the hour that is skipped', '2026-03-08T02:30:00', '2026-03-08T10:30:00.000Z'],
  ])('%s', (_name, local, instant) => {
    expect(fromPacific(local)).toBe(instant);
  });

  it('begins and ends its days, also those of 23 and 25 hours', () => {
    expect([startOfPacificDay('2026-03-08'), endOfPacificDay('2026-03-08')]).toEqual([
      '2026-03-08T08:00:00.000Z',
      '2026-03-09T06:59:59.999Z',
    ]);
    expect(endOfPacificDay('2026-11-01')).toBe('2026-11-02T07:59:59.999Z');
  });

  it('is written with its offset, and read back as the same instant', () => {
    expect(pacificDay('2026-07-16T03:00:00.000Z')).toBe('2026-07-15');
    expect(pacificTime('2026-07-16T03:00:00.000Z')).toBe('2026-07-15T20:00:00-07:00');
  });
});

describe('dates of a query', () => {
  const read = (query: Record<string, string>) => OrderQuery.parse(query);

  it.each([
    ['2026-07-15', '2026-07-15T07:00:00.000Z'],
    ['2026-07-15T09:00:00', '2026-07-15T16:00:00.000Z'],
    ['2026-07-15T09:00:00Z', '2026-07-15T09:00:00.000Z'],
    ['2026-07-15T09:00:00+02:00', '2026-07-15T07:00:00.000Z'],
    ['2026-07-15T09:00:00 02:00', '2026-07-15T07:00:00.000Z'],
  ])('from %s', (text, instant) => {
    expect(read({ modified_from: text }).modified_from).toBe(instant);
  });

  it('a day that closes is taken with its last moment; empty is as if left out', () => {
    expect(read({ received_to: '2026-07-15', shipped_to: '' })).toMatchObject({
      received_to: '2026-07-16T06:59:59.999Z',
      page: 1,
      page_size: 100,
      status: 'any',
    });
    expect(read({ shipped_to: '' }).shipped_to).toBeUndefined();
  });

  it.each([
    [{ received_from: 'yesterday' }],
    [{ received_from: '2026-13-01' }],
    [{ page_size: '101' }],
    [{ page: '0' }],
    [{ status: 'lost' }],
    [{ modifed_from: '2026-07-15' }],
  ])('%j is refused', (query) => {
    expect(OrderQuery.safeParse(query).success).toBe(false);
  });
});
