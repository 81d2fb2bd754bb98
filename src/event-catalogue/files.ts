import { code, count, happened } from './facts.ts'

/** Files that are kept with a case, and what a scanner found in them */
export const fileEvents = {
  'attachment.added': happened('summary', 'A file is to hang on something of the case.', {
    addedAs: code('In which role it was put there.', 'person'),
  }),
  'attachment.file-sent': happened('summary', 'The file was sent.', { sizeBytes: count('Its size.', 20_480) }),
  'attachment.withdrawn': happened('summary', 'A file was taken back. It is removed.', {
    because: code('Why.', 'wrong-file'),
  }),
  'file.found-harmful': happened('summary', 'Something harmful was found in a file. It was removed.'),
  'file.not-readable': happened('summary', 'The scanner could not read a file. Nobody gets it.'),
}
