import { inboundContent, inboundRules, keptDocument } from '../../contract/umg/inboundContent';
import type { InboundInput } from '../../contract/umg/inboundDocument';
import { renderHeader, renderInbound } from '../../contract/umg/renderInbound';
import { inboundPolicy, type InboundCommand, type InboundKey } from '../../domain/inbound';
import { masterDataFor, violationsOf } from '../../intake/checkOrders';
import { commandInbound } from '../../intake/inbound';
import { isProblemCode, Problem } from '../../platform/problem';
import { recentUnits } from '../../store/businessUnits';
import { findInbound, type InboundRow } from '../../store/inbound';
import type { CallContext } from '../callContext';
import type { ApiDeps } from '../deps';
import { outagesFor } from '../outages';
import { requireNone } from '../requireRules';
import { bearerOf, requireUnit } from '../tenant';

const MEMBERS = { building: 'buildingId', lines: 'lines' };

/** Documents as they are rendered; as many queries for a page as for one. */
async function viewsOf({ db, config }: ApiDeps, rows: readonly InboundRow[]) {
  const callers = rows
    .filter(({ state }) => state.wms.step !== null)
    .map(({ documentId: id, orgId, state }) => ({ id, orgId, kind: 'wms' as const, ...state.facts }));
  const [outages, units] = await Promise.all([
    outagesFor(db, callers),
    recentUnits(
      db,
      rows.map(({ state }) => state.key.businessUnitId),
    ),
  ]);
  const settings = new Map(units.map((unit) => [unit.id, unit.settings]));
  return rows.map((row) => ({
    ...row,
    policy: inboundPolicy(settings.get(row.state.key.businessUnitId) ?? {}, config.policy),
    outage: outages.get(row.documentId) ?? null,
  }));
}

/** Headers for a list, in its order. */
export const headersOf = async (deps: ApiDeps, rows: readonly InboundRow[]) =>
  (await viewsOf(deps, rows)).map(renderHeader);

export async function detailOf(deps: ApiDeps, row: InboundRow) {
  const [view] = await viewsOf(deps, [row]);
  return renderInbound(view as NonNullable<typeof view>);
}

/** One document by its key. @throws Problem 404 for an unknown or foreign unit, or an unknown document */
export async function requireInbound(deps: ApiDeps, call: CallContext, key: InboundKey): Promise<InboundRow> {
  const principal = bearerOf(call);
  await requireUnit(deps, principal, key.businessUnitId);
  const row = await findInbound(deps.db, principal, key);
  if (!row) throw new Problem('DOCUMENT_NOT_FOUND');
  return row;
}

/** A client's document as it is kept and as the core needs it. @throws Problem 422 with every rule that it breaks */
export async function checkedContent({ db }: ApiDeps, orgId: string, key: InboundKey, input: InboundInput) {
  const document = keptDocument(key.kind, key.number, input);
  const content = inboundContent(key.kind, document);
  const checked = { orgId, businessUnitId: key.businessUnitId, facts: { ...content.facts, lines: content.lines } };
  const data = (await masterDataFor(db, [checked])).get(key.businessUnitId);
  const master = data ? await violationsOf(db, checked, data, MEMBERS) : [];
  requireNone([...inboundRules(document), ...master]);
  return { document, content };
}

/**
 * Has a client's command decided; answers the document as it is then, and whether it changed.
 * @throws Problem with the refusal's code and how the document stands
 */
export async function commandOnInbound(
  deps: ApiDeps,
  call: CallContext,
  key: InboundKey,
  command: InboundCommand,
  about: { orgId: string; document?: Record<string, unknown> },
): Promise<{ row: InboundRow; changed: boolean }> {
  const env = { cause: call.cause, at: new Date().toISOString(), actor: 'client' as const, message: command };
  const done = await commandInbound({ ...deps, policy: deps.config.policy }, key, env, about);
  const row = done.outcome === 'unknown' ? null : await findInbound(deps.db, bearerOf(call), key);
  if (done.outcome === 'refused' && row) {
    const code = isProblemCode(done.code) ? done.code : 'DOCUMENT_CLOSED';
    throw new Problem(code, done.detail, { extra: { state: row.state.status } });
  }
  if (!row) throw new Problem('DOCUMENT_NOT_FOUND');
  return { row, changed: done.outcome === 'changed' };
}
