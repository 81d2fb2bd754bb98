import { orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { SchemeVersion } from '../schemes/draft-schemas.ts'
import { findDraft } from '../schemes/drafts-repository.ts'
import { ref } from '../shared/schema.ts'
import { publishSchemeDraft } from './publish-scheme-draft.ts'
import { findSimulation, listSimulations } from './repository.ts'
import { NewPublication, Simulation, SimulationSummaryPage } from './schemas.ts'
import { startSimulation } from './start-simulation.ts'

const tag = 'Simulations'

export async function simulationRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/scheme-drafts/:schemeDraftId/simulations',
    operation({
      id: 'startSimulation',
      tag,
      summary: 'Simulate a draft over the present cases',
      description:
        'It runs in the background over the cases of the scheme as they stand now, and changes none of them. A draft that counts points takes the ratings of each case’s completed needs assessment; of what other methods ask, a case has only what its calculation kept. Read it to see how far it is, and what came of it.',
      permission: 'scheme:write',
      problems: [409, 412],
      schema: { params: idParams('schemeDraftId'), response: { 201: ref(Simulation) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => startSimulation(tx, context, request.params.schemeDraftId)),
  )

  app.get(
    '/scheme-drafts/:schemeDraftId/simulations',
    operation({
      id: 'listSimulations',
      tag,
      summary: 'List the simulations of a draft, newest first',
      permission: 'scheme:write',
      schema: {
        params: idParams('schemeDraftId'),
        querystring: PageQuery,
        response: { 200: ref(SimulationSummaryPage) },
      },
    }),
    async (request, reply) => {
      const { actor, params } = request
      const asked = pageRequest(request.query)
      const [draft, rows] = await platform.database.read(actor, (reads) =>
        Promise.all([
          findDraft(reads, actor, params.schemeDraftId),
          listSimulations(reads, actor, params.schemeDraftId, asked),
        ]),
      )
      orNotFound(draft)
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/simulations/:simulationId',
    operation({
      id: 'getSimulation',
      tag,
      summary: 'Read a simulation: how far it is, and what came of it',
      description:
        'By ethnic category, language and need of an interpreter, counts from 1 to 7 are hidden, and so is whatever they could be worked out from.',
      permission: 'scheme:write',
      schema: { params: idParams('simulationId'), response: { 200: ref(Simulation) } },
    }),
    async ({ actor, params }) =>
      orNotFound(await platform.database.read(actor, (reads) => findSimulation(reads, actor, params.simulationId))),
  )

  app.post(
    '/scheme-drafts/:schemeDraftId/publication',
    operation({
      id: 'publishSchemeDraft',
      tag: 'Schemes',
      summary: 'Publish a draft as the next version of its scheme',
      description:
        'Needs a completed simulation of the draft as it stands, against the newest published version, and a written equality note. A draft that another version has overtaken is refused (draft-outdated) until it is brought onto that version and simulated again. Where it asks for something that was never asked of any of the present cases, so that none could be compared, it is refused (nothing-compared): begin a scheme of its own for such a method. Versions start today or later, at most two years ahead (start-too-far-ahead), and one after the other. Cases keep the version that they are under.',
      permission: 'scheme:publish',
      key: 'required',
      problems: [409, 412, 422],
      schema: { params: idParams('schemeDraftId'), body: ref(NewPublication), response: { 201: ref(SchemeVersion) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) =>
        publishSchemeDraft(tx, context, request.params.schemeDraftId, request.body),
      ),
  )
}
