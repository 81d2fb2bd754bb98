import { findCase } from '../case-access/repository.ts'
import { CaseMember } from '../case-team/schemas.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { askForRecordedSigning } from './ask-for-recorded-signing.ts'
import { endRecordedSigning } from './end-recorded-signing.ts'
import { removeFromTeam } from './remove-from-team.ts'
import { listSaidFor, told } from './repository.ts'
import { RecordedSigning, Removal, SaidForPersonPage } from './schemas.ts'

export const saidForOperations = operationsOf('Cases', [
  list('listSaidForMe', '/cases/:caseId/said-for-me', {
    summary: 'List what others have recorded for the person, newest first',
    description:
      'Each with the day it was said, how, who was there and evidence, what the person is told of it, and until when they can say that it was not them. For whoever is opened the own words of the person; why somebody was removed is told to the person, and to neither who acts nor who speaks for them.',
    permission: 'appeal:write',
    view: 'own-words',
    gives: SaidForPersonPage,
    of: findCase,
    read: listSaidFor,
    tell: told,
  }),
  write('askForRecordedSigning', 'POST /cases/:caseId/recorded-signing', {
    summary: 'Ask that your signature on paper is written down for you',
    description: 'By the person alone. Without it, a person who signs in signs themselves.',
    permission: 'plan:sign',
    problems: [403, 409],
    gives: { 200: RecordedSigning },
    run: askForRecordedSigning,
  }),
  write('removeFromTeam', 'POST /cases/:caseId/members/:memberId/removal', {
    summary: 'Remove who acts or speaks for the person, with a reason that the person is told',
    description:
      'By an officer of the commissioner who neither works nor decided on the case. The person alone reads why, among what was recorded for them, and can say no to it, which gives the place back; nobody removes them again until somebody independent has found that there was reason to. The person, and who acts or speaks for them, end a place by `departure`.',
    permission: 'case:team',
    key: 'required',
    problems: [403, 409],
    body: Removal,
    gives: { 200: CaseMember },
    run: removeFromTeam,
  }),
  write('endRecordedSigning', 'POST /cases/:caseId/recorded-signing/withdrawal', {
    summary: 'Sign yourself again',
    permission: 'plan:sign',
    problems: [403, 409],
    gives: { 200: RecordedSigning },
    run: endRecordedSigning,
  }),
])
