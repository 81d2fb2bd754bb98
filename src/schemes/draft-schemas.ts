import { type Static, Type } from '@sinclair/typebox'
import { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { date, id, instant, nullable, oneOf, pageOf, patchOf, ref, sha256, thing, words } from '../shared/schema.ts'
import { published } from '../words/published/transparency.ts'
import { assumed } from './schemas.ts'

const versionNumber = (description: string) => Type.Integer({ minimum: 1, description, examples: [1] })
const hash = sha256('SHA-256 of the rules in canonical JSON (RFC 8785).')

export const NewScheme = thing(
  'NewScheme',
  'A scheme of the commissioner’s own, whose first version is drafted next.',
  {
    code: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,60}$',
      description: 'A code that no other scheme of the commissioner has.',
      examples: ['north-one-off'],
    }),
    title: words(200, 'The title.', 'One-off recovery budgets, North'),
  },
)
export const SchemeHeading = thing('SchemeHeading', 'A scheme by its name, whether or not a version is in force.', {
  id: id(),
  ...NewScheme.properties,
})

export const NewSchemeDraft = thing('NewSchemeDraft', 'What a draft begins with.', {
  rules: nullable(ref(SchemeRules), {
    description: 'The rules; null: those of the newest published version, also where it starts later.',
    examples: [null],
  }),
})
export const SchemeDraftPatch = patchOf(
  'SchemeDraftPatch',
  'What to change of a draft (JSON Merge Patch, RFC 7396). Lists are replaced whole; null takes a field away where it cannot be null.',
  {
    basedOnVersion: versionNumber(
      'Brings the draft onto a version that was published after it was begun: the newest there is. The rules of the draft stay as they are, so take over what that version changed, or leave it out knowingly. Simulations on the earlier version no longer let the draft be published.',
    ),
    rules: Type.Record(Type.String(), Type.Unknown(), {
      description: 'The fields of SchemeRules that change, with their new values.',
      examples: [{ clocks: { expressionDecision: 12 } }],
      minProperties: 1,
    }),
  },
)
export const SchemeDraft = thing(
  'SchemeDraft',
  'A version of a scheme while it is being written. It holds no fault as policy.',
  {
    id: id(),
    schemeId: id(),
    basedOnVersion: nullable(versionNumber('A version.'), {
      description:
        'The version that it follows, and is measured against: the newest published when it was begun, or when it was last brought onto one; null where none was.',
      examples: [1],
    }),
    rules: ref(SchemeRules),
    proposal: nullable(
      ref(
        thing('PublicationProposal', 'A proposal to publish a draft, which a second person confirms.', {
          startsOn: date(),
          equalityNote: Type.String({ description: 'Whom the change bears on.', examples: ['Nobody loses.'] }),
          proposedBy: Type.String({ description: 'Who proposes it.', examples: ['sandbox-commissioner-officer'] }),
          proposedAt: instant(),
        }),
      ),
      { description: 'Null where nobody has proposed to publish the draft as it is.', examples: [null] },
    ),
    contentHash: hash,
    publishedVersion: nullable(versionNumber('A version.'), {
      description: 'The version it was published as; null while it can be changed.',
      examples: [null],
    }),
    draftedAt: instant(),
    changedAt: instant(),
  },
)
export const SchemeDraftPage = pageOf(SchemeDraft)

const versionFields = {
  schemeId: id(),
  version: versionNumber('The number of the version.'),
  startsOn: date(),
  endsOn: nullable(date(), {
    description: 'Its last day, the one before the next version starts; null where none follows.',
    examples: [null],
  }),
  inForce: Type.Boolean({ description: 'Whether a case that opens today is under it.', examples: [true] }),
  publishedAt: instant(),
  equalityNote: nullable(Type.String(), {
    description:
      'What was written about whom the change bears on; null where the version came with the scheme as a preset.',
    examples: [
      'Nobody loses; people who need an interpreter gain a little less than others, since fewer of them have been assessed.',
    ],
  }),
  simulationId: nullable(id(), {
    description: 'The simulation it was published on; null where the version came with the scheme as a preset.',
    examples: [null],
  }),
}
export const SchemeVersion = thing('SchemeVersion', 'A published version of a scheme. It never changes.', versionFields)
export const SchemeVersions = thing('SchemeVersions', 'Every published version of a scheme.', {
  items: Type.Array(ref(SchemeVersion), { description: 'The newest first.', maxItems: 1000 }),
})
export const SchemeVersionRules = thing('SchemeVersionRules', 'A published version with its rules.', {
  ...versionFields,
  contentHash: hash,
  rules: ref(SchemeRules),
  assumed: assumed(),
})

export const TransparencySection = thing('TransparencySection', 'One of the things that a commissioner publishes.', {
  key: oneOf(
    published.map(([key]) => key),
    { description: 'Which of the seven.', examples: ['sign-off'] },
  ),
  title: Type.String({ description: 'The heading.', examples: ['Who can sign off the budget'] }),
  sentences: Type.Array(
    Type.String({ description: 'A sentence in plain English.', examples: ['Your plan is signed by you.'] }),
    {
      description: 'What is so in this scheme, from its rules.',
      minItems: 1,
      maxItems: 500,
    },
  ),
  sources: Type.Array(Type.String({ description: 'A source.', examples: ['Mind, 2013'] }), {
    description: 'Where the rules behind it come from.',
    maxItems: 500,
  }),
})
export const SchemeTransparency = thing(
  'SchemeTransparency',
  'What a commissioner must tell everybody of a scheme (Mind, 2013), made from the rules in force.',
  {
    schemeId: id(),
    title: Type.String({ description: 'The title of the scheme.', examples: ['One-off recovery budgets, Merseyside'] }),
    version: versionNumber('The version in force.'),
    startsOn: date(),
    sections: Type.Array(ref(TransparencySection), {
      description: 'The seven, in their order.',
      minItems: 7,
      maxItems: 7,
    }),
  },
)

export type SchemeHeading = Static<typeof SchemeHeading>
export type SchemeDraft = Static<typeof SchemeDraft>
export type SchemeVersion = Static<typeof SchemeVersion>
export type SchemeTransparency = Static<typeof SchemeTransparency>
export const schemeDraftSchemas = [
  NewScheme,
  SchemeHeading,
  NewSchemeDraft,
  SchemeDraftPatch,
  SchemeDraft,
  SchemeDraftPage,
  SchemeVersion,
  SchemeVersions,
  SchemeVersionRules,
  TransparencySection,
  SchemeTransparency,
]
