import { type Static, Type } from '@sinclair/typebox'
import { fileFields } from '../documents/schemas.ts'
import { byId, filterOf, updatedSince } from '../platform/http/list-grammar.ts'
import { attachmentAdders, attachmentKinds, attachmentWithdrawals } from '../rules/evidence/attachments.ts'
import { id, instant, nullable, oneOf, pageOf, ref, sha256, thing, words } from '../shared/schema.ts'

const Kind = oneOf(attachmentKinds, {
  $id: 'AttachmentKind',
  description: 'What evidence hangs on. Values may be added.',
})
const Because = oneOf(attachmentWithdrawals, {
  $id: 'AttachmentWithdrawalReason',
  description:
    'wrong-file: it is another file than was meant; not-needed: it is not needed any more; about-somebody-else: it is about somebody else, so that its title goes as well, and no words are kept.',
})
const title = words(200, 'What it is.', 'Letter from my physiotherapist')

export const NewAttachment = thing(
  'NewAttachment',
  'A file that is to hang on something of the case. It is named by its hash, and sent after it (`sendAttachmentFile`).',
  {
    kind: ref(Kind),
    ofId: Type.Optional(
      nullable(id(), {
        description: 'What it hangs on, of the kind; null or left out where that is the case itself.',
        examples: [null],
      }),
    ),
    title,
    sha256: sha256('SHA-256 of the file, lower-case hexadecimal.'),
  },
)
export const AttachmentWithdrawal = thing('AttachmentWithdrawal', 'Why a file is taken back.', {
  because: ref(Because),
  words: nullable(words(500, 'More about it.', 'It is the letter of my neighbour.'), {
    description: 'More about it; null where there is no more to say.',
    examples: [null],
  }),
})
export const Attachment = thing('Attachment', 'A file that hangs on something of the case.', {
  id: id(),
  caseId: id(),
  kind: ref(Kind),
  ofId: id(),
  title: nullable(Type.String(), {
    description: 'What it is; null where it was taken back since it is about somebody else.',
    examples: ['Letter from my physiotherapist'],
  }),
  sha256: sha256('SHA-256 of the file.'),
  addedAs: ref(oneOf(attachmentAdders, { $id: 'AttachmentAdder', description: 'In which role it was put there.' })),
  addedByName: Type.String({ description: 'Who put it there, by name.', examples: ['Amina Shah'] }),
  addedAt: instant(),
  file: nullable(ref(thing('AttachmentFile', 'The file itself, at `file` of its attachment.', fileFields)), {
    description: 'Null until it was sent.',
    examples: [null],
  }),
  withdrawn: nullable(
    ref(
      thing('AttachmentWithdrawn', 'That a file was taken back. It is removed from the store within the hour.', {
        at: instant(),
        because: ref(Because),
        words: nullable(Type.String(), { description: 'More about it.', examples: [null] }),
      }),
    ),
    { description: 'Null while it stands.', examples: [null] },
  ),
})
export const AttachmentPage = pageOf(Attachment)
export const AttachmentFilter = filterOf({
  ofId: byId('What they hang on: a case, or something of one.'),
  updatedSince: updatedSince(),
})
export type AttachmentFilter = Static<typeof AttachmentFilter>

export type Attachment = Static<typeof Attachment>
export const attachmentSchemas = [NewAttachment, AttachmentWithdrawal, Attachment, AttachmentPage]
