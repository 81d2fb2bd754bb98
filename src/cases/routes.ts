import { findCase, listCases } from '../case-access/repository.ts'
import { addCaseMember } from '../case-team/add-case-member.ts'
import { endCaseMembership } from '../case-team/end-case-membership.ts'
import { listMembers } from '../case-team/repository.ts'
import { CaseMember, CaseTeam, NewCaseMember } from '../case-team/schemas.ts'
import { listClocks } from '../clocks/repository.ts'
import { etag, orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { londonDate } from '../shared/dates.ts'
import { ref } from '../shared/schema.ts'
import { openCase } from './open-case.ts'
import { Case, CaseSummaryPage, NewCase, TaskPage, TimelineEntryPage } from './schemas.ts'
import { listTasks } from './tasks-repository.ts'
import { listTimeline } from './timeline-repository.ts'
import { toCaseSummary, toClockView, withoutEvidence } from './views.ts'

export async function caseRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  const { database, now } = platform

  app.post(
    '/cases',
    operation({
      id: 'openCase',
      tag: 'Cases',
      summary: "Open a person's case in a scheme",
      description: 'One case of a person is in flight in a scheme at a time.',
      permission: 'case:open',
      problems: [409, 422],
      schema: { body: ref(NewCase), response: { 201: ref(Case) } },
    }),
    (request, reply) => write(platform, request, reply, (tx, context) => openCase(tx, context, request.body)),
  )

  app.get(
    '/cases',
    operation({
      id: 'listCases',
      tag: 'Cases',
      summary: 'List the cases you may see, newest first',
      permission: 'case:read',
      schema: { querystring: PageQuery, response: { 200: ref(CaseSummaryPage) } },
    }),
    async (request, reply) => {
      const asked = pageRequest(request.query)
      const rows = await database.read(request.actor, (reads) => listCases(reads, request.actor, asked))
      return page(request, reply, asked, rows.map(toCaseSummary), (row) => row.id)
    },
  )

  app.get(
    '/cases/:caseId',
    operation({
      id: 'getCase',
      tag: 'Cases',
      summary: 'Get a case: its stage, deadlines, who needs to act and the next step',
      permission: 'case:read',
      schema: { params: idParams('caseId'), response: { 200: ref(Case) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const [budgetCase, clocks] = await database.read(actor, (reads) =>
        Promise.all([findCase(reads, actor, params.caseId), listClocks(reads, actor, params.caseId)]),
      )
      const today = londonDate(now())
      const visible = orNotFound(budgetCase)
      reply.header('etag', etag(visible.version))
      const endedWords = actor.permissions.has('expression:read') ? visible.endedWords : null
      return { ...toCaseSummary(visible), endedWords, clocks: clocks.map((clock) => toClockView(clock, today)) }
    },
  )

  app.get(
    '/cases/:caseId/timeline',
    operation({
      id: 'listTimeline',
      tag: 'Cases',
      summary: 'List what happened on a case, newest first',
      permission: 'case:read',
      schema: { params: idParams('caseId'), querystring: PageQuery, response: { 200: ref(TimelineEntryPage) } },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const [budgetCase, rows] = await database.read(actor, (reads) =>
        Promise.all([findCase(reads, actor, params.caseId), listTimeline(reads, actor, params.caseId, asked)]),
      )
      orNotFound(budgetCase)
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/cases/:caseId/members',
    operation({
      id: 'getCaseTeam',
      tag: 'Cases',
      summary: 'Read the team of a case',
      permission: 'case:read',
      schema: { params: idParams('caseId'), response: { 200: ref(CaseTeam) } },
    }),
    async (request) => {
      const { actor, params } = request
      const [budgetCase, items] = await database.read(actor, (reads) =>
        Promise.all([findCase(reads, actor, params.caseId), listMembers(reads, actor, params.caseId)]),
      )
      orNotFound(budgetCase)
      return { items: actor.permissions.has('person:read') ? items : items.map(withoutEvidence) }
    },
  )

  app.post(
    '/cases/:caseId/members',
    operation({
      id: 'addCaseMember',
      tag: 'Cases',
      summary: 'Add somebody to the team of a case',
      description:
        'A broker joins only where the person has agreed to share with the broker’s organisation. A representative is added by the person; or by the care coordinator or the commissioner, who say on what ground. Nobody adds themselves as representative or advocate, nor is either who works on the case.',
      permission: 'case:team',
      problems: [409, 422],
      schema: { params: idParams('caseId'), body: ref(NewCaseMember), response: { 201: ref(CaseMember) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => addCaseMember(tx, context, request.params.caseId, request.body)),
  )

  app.post(
    '/cases/:caseId/members/:memberId/departure',
    operation({
      id: 'endCaseMembership',
      tag: 'Cases',
      summary: 'End a place on the team, as at a hand-over',
      description:
        'The person does not leave. A representative or an advocate leaves by themselves, or is ended by the person or the commissioner.',
      permission: 'case:team',
      problems: [409],
      schema: { params: idParams('caseId', 'memberId'), response: { 200: ref(CaseMember) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        endCaseMembership(tx, context, request.params.caseId, request.params.memberId),
      ),
  )

  app.get(
    '/tasks',
    operation({
      id: 'listTasks',
      tag: 'Cases',
      summary: 'List what waits for you',
      permission: 'case:read',
      schema: { querystring: PageQuery, response: { 200: ref(TaskPage) } },
    }),
    async (request, reply) => {
      const asked = pageRequest(request.query, 'two ids')
      const rows = await database.read(request.actor, (reads) =>
        listTasks(reads, request.actor, asked, londonDate(now())),
      )
      const { items, nextCursor } = page(request, reply, asked, rows, (row) => row.place)
      return { items: items.map(({ place: _, ...task }) => task), nextCursor }
    },
  )
}
