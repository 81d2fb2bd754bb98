import { readFile, writeFile } from 'node:fs/promises'
import t from 'tap'
import { roles } from '../../src/permissions.ts'
import { type Actor, actorOf, anActor, inTenant, type Who } from '../support/actors.ts'
import { aConsent, aMember, anOrganisation } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aCurrentService } from '../support/pathway-builders.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

/**
 * Every operation that reads, by every role, in every situation that ends a sight: what is answered is compared with `matrix.md`, which is for
 * a person to read. `npm run matrix` writes it anew; read the difference before it is committed.
 */
const file = new URL('matrix.md', import.meta.url)
const service = await startService(t)
const everybody = [...roles, 'machine'] as const
type Column = (typeof everybody)[number]

const officer = service.as('commissioner-officer')
await officer.post('/v1/organisations', anOrganisation({ code: 'RX7', kind: 'trust' }))
await officer.post('/v1/organisations', anOrganisation({ code: 'BRK9', kind: 'brokerage-organisation' }))
const elsewhere: Partial<Record<Column, string>> = {
  'care-coordinator': 'RX7',
  'team-manager': 'RX7',
  'mdt-member': 'RX7',
  broker: 'BRK9',
}

const reads = service.contract.operations.filter(({ method, permission }) => method === 'GET' && permission)
const sections: string[] = []

/** Asks every operation whose path these identifiers fill, by each of these actors, and keeps the answers as one table. */
async function ask(title: string, ids: Readonly<Record<string, string>>, who: Partial<Record<Column, Who>>) {
  const columns = everybody.filter((column) => who[column] !== undefined)
  const tokens = await Promise.all(columns.map((column) => service.tokenFor(who[column] ?? column)))
  const rows: string[] = []
  for (const { operationId, path } of reads) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    if (names.length === 0 || names.some((name) => ids[name] === undefined)) continue
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
    const statuses = await Promise.all(
      tokens.map(async (token) => {
        const response = await fetch(`${service.baseUrl}${filled}`, { headers: { authorization: `Bearer ${token}` } })
        await response.arrayBuffer()
        return response.status
      }),
    )
    rows.push(`| ${[operationId, ...statuses].join(' | ')} |`)
  }
  const head = ['operation', ...columns]
  sections.push([`## ${title}`, '', `| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n'))
}

const of = (columns: readonly Column[], actor: (column: Column) => Who) =>
  Object.fromEntries(columns.map((column) => [column, actor(column)]))
const colleague = (column: Column): Actor => ({ ...actorOf(column), sub: 'a-colleague' })
const people = everybody.filter((column) => column !== 'machine')
const advocate = {
  actorId: 'the-advocate',
  caseRole: 'advocate',
  name: 'Quillon Advocate',
  organisationId: null,
} as const

t.test('who reads what is as the table of expected answers says', async (t) => {
  const { person, ids, known } = await journeyTo(service, 'receipt-filed')
  await person.post(`/v1/cases/${ids.caseId}/members`, aMember(advocate))
  const current = await person.post<{ id: string }>(`/v1/cases/${ids.caseId}/current-services`, aCurrentService())
  const all = { ...known, currentServiceId: current.ok.id }
  await ask(
    'On the case, or in the role',
    all,
    of(everybody, (column) => column),
  )
  await ask('Of the same organisation, with no part in the case', all, of(people, colleague))
  await ask(
    'Of another organisation of the kind',
    all,
    of(Object.keys(elsewhere) as Column[], (column) =>
      anActor(column as 'broker', { organisation: elsewhere[column] ?? '' }),
    ),
  )
  await ask(
    'Of another commissioner',
    all,
    of(everybody, (column) => inTenant('QOP', column)),
  )
  const privacy = service.as('privacy-officer')
  await privacy.post(`/v1/people/${ids.personId}/restriction`, { reason: 'A relative works at the trust.' })
  await ask(
    'Restricted',
    all,
    of(everybody, (column) => column),
  )
  await privacy.post(`/v1/people/${ids.personId}/restriction/lifting`)
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
  await ask(
    'The case has ended',
    all,
    of(everybody, (column) => column),
  )

  const second = await journeyTo(service, 'plan-drafted')
  await second.person.post(`/v1/consents/${second.ids.consentId}/withdrawal`)
  await ask('Consent for brokerage withdrawn', second.known, { broker: 'broker' })
  await second.person.post(`/v1/people/${second.ids.personId}/consents`, aConsent({ purpose: 'share-for-budget' }))
  await ask('Consent for another purpose', second.known, { broker: 'broker' })

  const third = await journeyTo(service, 'plan-drafted')
  const path = `/v1/cases/${third.ids.caseId}/members`
  const { items } = (await third.officer.get<{ items: { id: string; caseRole: string }[] }>(path)).ok
  for (const { id } of items.filter(({ caseRole }) => ['broker', 'care-coordinator'].includes(caseRole)))
    await third.officer.post(`${path}/${id}/departure`)
  await ask('Left the team', third.known, { broker: 'broker', 'care-coordinator': 'care-coordinator' })

  const pooled = await journeyTo(service, 'receipt-filed', {
    scheme: 'west-sussex-pooled',
    wish: { method: 'points' },
  })
  const councils = `/v1/schemes/${pooled.ids.schemeId}/councils`
  await officer.post(councils, { organisationId: tenants.QYG.councilId })
  const ofCouncil = { 'local-authority-officer': 'local-authority-officer' } as const
  await ask('Officer of a council that pays into the scheme', pooled.known, ofCouncil)
  await privacy.post(`/v1/people/${pooled.ids.personId}/restriction`, { reason: 'A relative works at the council.' })
  await ask('The same, restricted', pooled.known, ofCouncil)
  await privacy.post(`/v1/people/${pooled.ids.personId}/restriction/lifting`)
  await pooled.person.post(`/v1/cases/${pooled.ids.caseId}/withdrawal`, { words: null })
  await ask('The same, and the case has ended', pooled.known, ofCouncil)

  const intro =
    '# What each role is answered\n\nEvery operation that reads something of a record, by every role. 200: answered. 403: the role lacks the permission.\n404: there is no such thing for them. Written by `npm run matrix`; [docs/access.md](../../docs/access.md) says why.'
  const text = `${[intro, ...sections].join('\n\n')}\n`
  if (process.env.MATRIX === 'write') await writeFile(file, text)
  const expected = await readFile(file, 'utf8')
  t.same(text.split('\n'), expected.split('\n'))
})
