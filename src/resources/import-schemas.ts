import { type Static, Type } from '@sinclair/typebox'
import { id, key, nullable, oneOf, ref, thing } from '../shared/schema.ts'
import { Kind } from './schemas.ts'

export const importOutcomes = [
  'added',
  'changed',
  'same',
  'kept',
  'overwritten',
  'ended',
  'left-out',
  'refused',
] as const
export type ImportOutcome = (typeof importOutcomes)[number]

export const NewResourceImport = thing(
  'NewResourceImport',
  'Services of another directory, in the form of Open Referral UK.',
  {
    source: key(
      'The directory that they come from: with it and its identifiers a service is known again.',
      'kent-directory',
    ),
    feed: Type.String({
      minLength: 1,
      maxLength: 200_000,
      description:
        'A page of services (`contents`), a list of them, or one to a line (NDJSON): 200 at the most. Each is whole, as its own address gives it.',
      examples: ['{"id":"ac148810-d857-441c-9679-408f346de14b","name":"Community counselling","status":"active"}\n'],
    }),
    kind: ref(Kind, { description: 'What the services are that do not say it in the terms of this directory.' }),
    dryRun: Type.Boolean({
      description: 'Whether to say only what would become of each: nothing is written.',
      examples: [true],
    }),
    overwrite: Type.Boolean({
      description:
        'Whether what somebody changed here since the last import is overwritten. Each such entry is named in the report.',
      examples: [false],
    }),
  },
)
const ImportFault = thing('ImportFault', 'Why a service cannot be an entry of the directory.', {
  field: Type.String({ description: 'The field of the feed.', examples: ['organization.name'] }),
  detail: Type.String({
    description: 'What is wrong with it.',
    examples: ['is missing, or longer than 200 characters'],
  }),
})
const ImportedService = thing('ImportedService', 'What became of a service of the feed.', {
  line: Type.Integer({
    minimum: 1,
    description: 'Its place in the feed: the line, or the number in the list.',
    examples: [1],
  }),
  sourceId: nullable(Type.String(), {
    description: 'Its identifier in the feed; null where it has none that can be kept.',
    examples: ['ac148810-d857-441c-9679-408f346de14b'],
  }),
  outcome: ref(
    oneOf(importOutcomes, {
      $id: 'ResourceImportOutcome',
      description:
        '`changed`: it says something else, or was made sure of again at the source; `same`: it says what is here already; `kept`: somebody changed or ended it here, and that holds; `overwritten`: what somebody changed here gives way; `ended`: it is there no longer; `left-out`: it is closed and was never taken over, is closed for a time, or is an entry of this directory; `refused`: it cannot be taken over as it is. Values may be added.',
    }),
  ),
  resourceId: nullable(id(), { description: 'The entry; null where there is none.', examples: [null] }),
  notMapped: Type.Array(Type.String(), {
    description: 'The fields that the directory does not take over, or not all of what they say.',
    examples: [['minimum_age', 'schedules.opens_at']],
  }),
  faults: Type.Array(ref(ImportFault), { description: 'Why it is refused; empty otherwise.' }),
})
export const ResourceImport = thing('ResourceImport', 'What became of the services of a feed, or would.', {
  source: key('The directory that they come from.', 'kent-directory'),
  dryRun: Type.Boolean({ description: 'Whether nothing was written.', examples: [true] }),
  lines: Type.Array(ref(ImportedService), { description: 'Each service, in the order of the feed.', maxItems: 200 }),
})
export type NewResourceImport = Static<typeof NewResourceImport>
export type ResourceImport = Static<typeof ResourceImport>
export type ImportedService = Static<typeof ImportedService>
export const importSchemas = [NewResourceImport, ResourceImport]
