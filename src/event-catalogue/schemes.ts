import { Type } from '@sinclair/typebox'
import { date, id, nullable } from '../shared/schema.ts'
import { actor, code, count, happened, hash } from './facts.ts'

const basedOnVersion = nullable(count('The version.'), {
  description: 'The version that the draft changes; null where it is the first.',
  examples: [1],
})
const drafted = { schemeId: id(), basedOnVersion, contentHash: hash() }

/** What happens to schemes and their versions. */
export const schemeEvents = {
  'scheme-draft.begun': happened(null, 'A draft of a version of a scheme was begun.', drafted),
  'scheme-draft.changed': happened(null, 'A draft of a version of a scheme was changed.', drafted),
  'scheme-draft.publication-proposed': happened(null, 'Somebody proposed to publish a draft as it is.', {
    schemeId: id(),
    startsOn: date(),
    contentHash: hash(),
  }),
  'scheme.council-ended': happened(
    null,
    'A council pays into a scheme no longer: its officers see nothing more of it.',
    {
      schemeCouncilId: id(),
      organisationId: id(),
    },
  ),
  'scheme.council-enrolled': happened(null, 'A council pays into a scheme: its officers see the cases of it.', {
    schemeCouncilId: id(),
    organisationId: id(),
  }),
  'scheme.created': happened(null, 'A scheme was created.', { code: code('Its code.', 'merseyside') }),
  'scheme.published': happened(
    null,
    'A version of a scheme was published: from a draft, or with the service, by the code of the scheme.',
    {
      version: count('The version.'),
      startsOn: date(),
      code: Type.Optional(code('The code of the scheme.', 'merseyside')),
      contentHash: Type.Optional(hash()),
      simulationId: Type.Optional(id()),
      schemeDraftId: Type.Optional(id()),
      proposedBy: Type.Optional(actor('Who proposed it')),
    },
  ),
}
