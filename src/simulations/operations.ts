import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { SchemeDraft, SchemeVersion } from '../schemes/draft-schemas.ts'
import { findDraft } from '../schemes/drafts-repository.ts'
import { confirmPublication } from './confirm-publication.ts'
import { proposePublication } from './propose-publication.ts'
import { findSimulation, listSimulations } from './repository.ts'
import { NewPublication, PublicationConfirmation, Simulation, SimulationSummaryPage } from './schemas.ts'
import { startSimulation } from './start-simulation.ts'

export const simulationOperations = operationsOf('Simulations', [
  write('startSimulation', 'POST /scheme-drafts/:schemeDraftId/simulations', {
    summary: 'Simulate a draft over the present cases',
    description:
      'It runs in the background over the cases of the scheme as they stand now, and changes none of them. A draft that counts points takes the ratings of each case’s completed needs assessment; of what other methods ask, a case has only what its calculation kept. Read it to see how far it is, and what came of it.',
    permission: 'scheme:write',
    problems: [409, 412],
    gives: { 201: Simulation },
    run: startSimulation,
  }),
  list('listSimulations', '/scheme-drafts/:schemeDraftId/simulations', {
    summary: 'List the simulations of a draft, newest first',
    permission: 'scheme:write',
    gives: SimulationSummaryPage,
    of: findDraft,
    read: listSimulations,
  }),
  get('getSimulation', '/simulations/:simulationId', {
    summary: 'Read a simulation: how far it is, and what came of it',
    description:
      'By ethnic category, language and need of an interpreter, counts from 1 to 7 are hidden, and so is whatever they could be worked out from.',
    permission: 'scheme:write',
    gives: Simulation,
    read: findSimulation,
  }),
  write('proposePublication', 'POST /scheme-drafts/:schemeDraftId/publication', {
    tag: 'Schemes',
    summary: 'Propose to publish a draft as the next version of its scheme',
    description:
      'A second person confirms it, and it is in force no sooner than the day after. Needs a completed simulation of the draft as it stands, against the newest published version, and a written equality note. A draft that another version has overtaken is refused (draft-outdated) until it is brought onto that version and simulated again. Where it asks for something that was never asked of any of the present cases, so that none could be compared, it is refused (nothing-compared): begin a scheme of its own for such a method. Versions start tomorrow or later, at most two years ahead (start-too-far-ahead), and one after the other. Cases keep the version that they are under.',
    permission: 'scheme:publish',
    key: 'required',
    problems: [409, 412, 422],
    body: NewPublication,
    gives: { 201: SchemeDraft },
    run: proposePublication,
  }),
  write('confirmPublication', 'POST /scheme-drafts/:schemeDraftId/publication/confirmation', {
    tag: 'Schemes',
    summary: 'Publish a draft, as another person has proposed',
    description:
      'By somebody who neither proposed it nor wrote any of the draft (second-person-needed). What was asked when it was proposed is asked again.',
    permission: 'scheme:publish',
    key: 'required',
    problems: [409, 412, 422],
    body: PublicationConfirmation,
    gives: { 201: SchemeVersion },
    run: confirmPublication,
  }),
])
