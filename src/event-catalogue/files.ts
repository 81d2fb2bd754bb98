import { code, count, happened, yes } from './facts.ts'

/** Files that are kept with a case, and what a scanner found in them. Evidence can be the person's own words, and so is that there is any. */
export const fileEvents = {
  'attachment.added': happened('own-words', 'A file is to hang on something of the case.', {
    addedAs: code('In which role it was put there.', 'person'),
  }),
  'attachment.file-sent': happened('own-words', 'The file was sent.', {
    sizeBytes: count('Its size.', 20_480),
    replaces: yes('Whether it takes the place of one that nobody can get.'),
  }),
  'attachment.withdrawn': happened('own-words', 'A file was taken back. It is removed.', {
    because: code('Why.', 'wrong-file'),
  }),
  'attachment.found-harmful': happened('own-words', 'Something harmful was found in the file. It was removed.'),
  'attachment.not-readable': happened('own-words', 'No scanner could look into the file so far. Nobody gets it.'),
  'attachment.scan-ended': happened('own-words', 'No scanner looks into the file any more. Another copy can be sent.'),
  'file.found-harmful': happened(
    'money',
    'Something harmful was found in the receipt of a purchase or claim. It was removed.',
  ),
  'file.not-readable': happened(
    'money',
    'No scanner could look into the receipt of a purchase or claim so far. Nobody gets it.',
  ),
  'file.scan-ended': happened(
    'money',
    'No scanner looks into the receipt of a purchase or claim any more. Another copy can be sent.',
  ),
}
