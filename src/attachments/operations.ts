import { download, upload } from '../platform/http/files.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { addAttachment } from './add-attachment.ts'
import { findAttachmentFile, findSeenAttachment, listSeenAttachments, told } from './repository.ts'
import { Attachment, AttachmentFilter, AttachmentPage, AttachmentWithdrawal, NewAttachment } from './schemas.ts'
import { checkAttachmentFile, sendAttachmentFile } from './send-attachment-file.ts'
import { withdrawAttachment } from './withdraw-attachment.ts'

export const attachmentOperations = operationsOf('Cases', [
  write('addAttachment', 'POST /cases/:caseId/attachments', {
    summary: 'Hang a file on a case or on something of it',
    description:
      'The file is named by its hash here, and sent after it. By the person, who acts or speaks for them, or who works with them, each on what they may see. Nothing is hung on what is settled. At most 50 on one thing, and 500 on a case; one file can hang there twice.',
    permission: 'attachment:write',
    problems: [409, 422],
    body: NewAttachment,
    gives: { 201: Attachment },
    run: addAttachment,
  }),
  list('listAttachments', '/cases/:caseId/attachments', {
    summary: 'List the files of a case that you may see, newest first',
    description:
      'What staff hang on a thing opens to whoever may see the thing. What the person, or who acts or speaks for them, hangs there is as private as the words of the person: it opens to those alone who may read these as well.',
    permission: 'attachment:read',
    gives: AttachmentPage,
    filter: AttachmentFilter,
    tellsOf: nobody,
    read: listSeenAttachments,
    tell: told,
  }),
  get('getAttachment', '/attachments/:attachmentId', {
    summary: 'Read what a file is, and whether it is safe',
    permission: 'attachment:read',
    gives: Attachment,
    read: findSeenAttachment,
    tell: told,
  }),
  upload('sendAttachmentFile', 'POST /attachments/:attachmentId/file', {
    summary: 'Send the file of an attachment',
    description:
      'The bytes of the file are the body, and Content-Type says what they are. The service works the SHA-256 out: it is the one that was given. Another copy takes the place of one that was harmful or could not be read, while what it hangs on is open and the case has not ended. Where a scanner is configured, nobody gets the file before it was found clean.',
    permission: 'attachment:write',
    problems: [409, 422],
    gives: { 201: Attachment },
    check: checkAttachmentFile,
    run: sendAttachmentFile,
  }),
  download('getAttachmentFile', '/attachments/:attachmentId/file', {
    summary: 'Read the file of an attachment',
    permission: 'attachment:read',
    gives: 'The file, as it was sent.',
    of: findSeenAttachment,
    read: findAttachmentFile,
  }),
  write('withdrawAttachment', 'POST /attachments/:attachmentId/withdrawal', {
    summary: 'Take a file back',
    description:
      'By who put it there, while nobody has settled anything on it. What is about somebody else goes whenever that is noticed, also by an officer of the commissioner. The file is removed from the store; that it was there stays.',
    permission: 'attachment:write',
    problems: [409],
    body: AttachmentWithdrawal,
    gives: { 200: Attachment },
    run: withdrawAttachment,
  }),
])
