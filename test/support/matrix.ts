import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'
import { isScopeFor, machineScopes } from '../../src/machine-scopes.ts'
import { viewOfPermission } from '../../src/permission-views.ts'
import { type Permission, permissionsByRole, type Role } from '../../src/permissions.ts'
import { type Actor, actorOf, type Who } from './actors.ts'
import type { Operation } from './contract.ts'
import type { Service } from './service.ts'

export type Ids = Readonly<Record<string, string>>
/** The columns of a section: what each is called, and who asks. */
export type Cast = Readonly<Record<string, Who>>
export interface Matrix {
  /** Asks every operation whose path these identifiers fill, by each of these actors, and keeps the answers as one section. */
  ask(title: string, ids: Ids, cast: Cast, about?: 'the record'): Promise<void>
  readonly sections: readonly string[]
  /** The operations that no section has asked. */
  unasked(): readonly string[]
}

/** No step of a record in the matrix makes what these name: `test/contract/access.test.ts` asks them, of the record of the tour. */
export const notInMatrix: readonly string[] = [
  'confirmBankAccount',
  'decideSpendingCheck',
  'endPayeeTie',
  'endServiceAgreement',
  'getServiceAgreement',
  'getSpendingCheck',
  'recordBankAccountTelling',
  'recordProviderSignature',
  'refuseBankAccount',
  'renewServiceAgreement',
  'renewSpendingCheck',
  'signAsProvider',
  'signServiceAgreement',
  'withdrawFromCourse',
  'getSchemeVersion',
  'endSchemeCouncil',
  'answerInformationRequest',
  'getHealthNeed',
  'getHealthNeedPatient',
  'answerHealthNeed',
  'recordPracticeAnswer',
  'tellPractice',
  'replyToPractice',
  'disputePracticeAnswer',
  'getPayRun',
  'listPayRunPayments',
  'reviewPayRun',
  'approvePayRun',
  'cancelPayRun',
  'makePaymentFile',
  'importPayRunResults',
  'holdPayment',
  'releasePayment',
  'correctPayment',
  'matchCardFeedLine',
  'recordPurchaseOfLine',
  'getFloatReconciliation',
  'signFloatReconciliation',
  'getCrisisEpisode',
  'standDownCrisis',
  'getCoverGap',
  'acceptCoverGap',
  'decideOnCoverGap',
  'getTakeOver',
  'getSurplusRecovery',
  'answerSurplusRecovery',
  'getSpendingQuestion',
  'answerSpendingQuestion',
  'decideSurplusRecovery',
  'getWaitingClaim',
  'sendWaitingClaimFile',
  'getWaitingClaimFile',
  'withdrawWaitingClaim',
  'decideWaitingClaim',
  'getOffPlanRequest',
  'withdrawOffPlanRequest',
  'escalateOffPlanRequest',
  'voteOnOffPlanRequest',
  'decideOffPlanRequest',
  'endTakeOver',
  'getAppeal',
  'getAttachment',
  'getAttachmentFile',
  'sendAttachmentFile',
  'withdrawAttachment',
  'getExportFile',
  'getBulkImport',
  'listBulkImportLines',
  'acceptAppeal',
  'decideAppeal',
  'withdrawAppeal',
  'objectToSaidFor',
  'answerObjection',
  'getSimulation',
]

const permissionOf = ({ permission }: Operation) => permission as Permission
const isRead = ({ method }: Operation) => method === 'GET'
const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
const ofNoRecord = [
  'schemeId',
  'schemeDraftId',
  'organisationId',
  'payeeId',
  'serviceAgreementId',
  'payRunId',
  'resourceId',
  'machineClientId',
  'webhookId',
  'bulkImportId',
  'staffMemberId',
  'delegationId',
  'recordsExportId',
]
/** A search is found out by its answer, so it is the one write that is done. */
const isSearch = ({ operationId }: Operation) => operationId === 'searchPeople'
const searchedBy = ['nhsNumber', 'bornOn', 'familyName']
/** What a role does not hold is refused before anything is looked up: `test/contract/access.test.ts` asks each of these once. */
const lacks = '·'
const inWords: Readonly<Record<string, string>> = { 'case-role-required': 'role' }

function mayAsk(who: Who, operation: Operation): boolean {
  const { client_id, organisation, roles = [] }: Actor = actorOf(who)
  const held: readonly Permission[] = client_id
    ? machineScopes.filter((scope) => isScopeFor(scope, organisation === undefined))
    : roles.flatMap((role) => permissionsByRole[role as Role])
  return held.includes(permissionOf(operation))
}

/** While they are asked, no transaction that records something is committed. Its constraint is one that the service knows. */
const undone = [
  'audit_entry',
  'idempotency_record',
  'attempt',
  // What is in no feed and no audit, so that whom it is about learns nothing.
  ...['concern', 'concern_entry', 'concern_report', 'spending_freeze'],
]
const asking = (service: Service, on: boolean) =>
  Promise.all(
    undone.map((table) =>
      service.database.sql(
        on
          ? `create constraint trigger never_commit after insert or update on ${table} deferrable initially deferred for each row execute function never_commit()`
          : `drop trigger never_commit on ${table}`,
      ),
    ),
  )

/** What a refusal leaves behind on purpose is no trace of it: who looked, and that a document is to be removed from the store. */
const keptOf = ({ record_read: _, stored_document: __, ...kept }: Readonly<Record<string, string>>) => kept

export async function matrixOf(t: Test, service: Service): Promise<Matrix> {
  const operations = service.contract.operations.filter(({ permission }) => permission)
  const sections: string[] = []
  const asked = new Set<Operation>()
  await service.database.sql(`create function never_commit() returns trigger language plpgsql as $$
    begin raise exception 'asked only' using errcode = 'check_violation', constraint = 'review_one_scheduled_per_kind'; end $$`)

  const exampleOf = (operation: Operation) => service.contract.sentTo(operation).body
  /** Where it is of no record, it makes no difference how somebody stands to one. */
  const isOfRecord = (operation: Operation) =>
    namesIn(operation.path).some((name) => !ofNoRecord.includes(name)) ||
    /"(person|case)Id"/.test(JSON.stringify(exampleOf(operation) ?? null)) ||
    isSearch(operation) ||
    // The feed is of no view, and tells of every record.
    (isRead(operation) &&
      !operation.path.includes('{') &&
      (viewOfPermission[permissionOf(operation)] !== null || operation.permission === 'event:read'))

  /** The example of the contract for a body, about what these identifiers name. */
  function bodyOf(operation: Operation, ids: Ids): unknown {
    const named = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(named)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          name,
          ((name.endsWith('Id') || (isSearch(operation) && searchedBy.includes(name))) && ids[name]) || named(inner),
        ]),
      )
    }
    return named(exampleOf(operation))
  }

  async function send(operation: Operation, path: string, body: unknown, token: string) {
    const { method } = operation
    const { file } = service.contract.sentTo(operation)
    const request = {
      method: method as 'GET',
      url: path,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'GET' ? {} : { 'if-match': '*', 'idempotency-key': randomUUID() }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...file?.headers,
      },
      ...(file && { payload: file.raw }),
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    }
    for (let tries = 1; ; tries += 1) {
      // Without a socket: ten thousand requests cost less so, and all that answers them is the same.
      const { statusCode: status, payload: text } = await service.app.inject(request)
      // The machine of the test had too much to do: that says nothing of who may see what.
      if (status !== 503 || tries === 5) return { status, text }
      await setTimeout(1_000)
    }
  }

  /** Whether a list names the record, on any of its pages. */
  async function names(operation: Operation, path: string, token: string, first: string, known: readonly string[]) {
    const isPaged = operation.parameters.some(({ name }) => name === 'cursor')
    for (let text = first; ; ) {
      if (known.some((id) => text.includes(id))) return true
      // The feed always gives a cursor: its end is a page without events.
      const { items = [], nextCursor } = isPaged ? JSON.parse(text) : {}
      if (items.length === 0 || !nextCursor) return false
      const next = `limit=100&cursor=${encodeURIComponent(nextCursor)}`
      text = (await send(operation, `${path}${path.includes('?') ? '&' : '?'}${next}`, undefined, token)).text
    }
  }

  /** What one is answered, in a word: a write that was not refused at the door went past it, whatever became of it there. */
  async function answerTo(operation: Operation, ids: Ids, token: string): Promise<string> {
    const named = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
    const path = named + service.contract.neededQuery(operation)
    const { status, text } = await send(operation, path, bodyOf(operation, ids), token)
    if (status === 403) return inWords[JSON.parse(text).code] ?? JSON.parse(text).code
    const tells = status === 200 && (isSearch(operation) || (isRead(operation) && !operation.path.includes('{')))
    if (tells && isOfRecord(operation)) {
      const known = Object.keys(ids).filter((name) => name.endsWith('Id') && !ofNoRecord.includes(name))
      const of = known.map((name) => ids[name] ?? '')
      return (await names(operation, path, token, text, of)) ? 'named' : String(status)
    }
    return isRead(operation) || isSearch(operation) || status === 404 || status === 401 ? String(status) : 'past'
  }

  function inTables(title: string, columns: readonly string[], rows: ReadonlyMap<Operation, readonly string[]>) {
    const isAsked = (answers: readonly string[]) => answers.some((answer) => answer !== lacks)
    const kinds = { reads: isRead, writes: (operation: Operation) => !isRead(operation) }
    for (const [kind, isOfKind] of Object.entries(kinds)) {
      const ofKind = [...rows].filter(([operation]) => isOfKind(operation))
      const head = [kind, ...columns]
      const lines = ofKind
        .filter(([, answers]) => isAsked(answers))
        .map(([{ operationId }, answers]) => `| ${[operationId, ...answers].join(' | ')} |`)
      const forNobody = ofKind.filter(([, answers]) => !isAsked(answers)).map(([{ operationId }]) => operationId)
      sections.push(
        [
          [`## ${title}: ${kind}`, '', `| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...lines],
          forNobody.length > 0
            ? ['', 'Nobody of these has the permission for:', ...forNobody.map((id) => `- ${id}`)]
            : [],
        ]
          .flat()
          .join('\n'),
      )
    }
  }

  return {
    sections,
    unasked: () => operations.filter((operation) => !asked.has(operation)).map(({ operationId }) => operationId),
    async ask(title, ids, cast, about) {
      const columns = Object.keys(cast)
      const tokens = new Map<string, string>()
      for (const [column, who] of Object.entries(cast)) tokens.set(column, await service.tokenFor(who))
      const answersTo = async (operation: Operation) => {
        asked.add(operation)
        return Promise.all(
          Object.entries(cast).map(([column, who]) =>
            mayAsk(who, operation) ? answerTo(operation, ids, tokens.get(column) ?? '') : lacks,
          ),
        )
      }
      const rows = new Map<Operation, readonly string[]>()
      const those = operations.filter(
        (operation) =>
          namesIn(operation.path).every((name) => ids[name] !== undefined) && (!about || isOfRecord(operation)),
      )
      // The feed shows what is sealed.
      await service.seal()
      await asking(service, true)
      const before = keptOf(await service.database.fingerprint())
      for (const operation of those) rows.set(operation, isSearch(operation) ? [] : await answersTo(operation))
      const after = keptOf(await service.database.fingerprint())
      t.same(after, before, 'nothing that was asked is kept')
      await asking(service, false)
      for (const operation of those.filter(isSearch)) rows.set(operation, await answersTo(operation))
      inTables(title, columns, rows)
    },
  }
}
