import { belongingTo, findCase, getRulesOfCase } from '../case-access/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { callOffPanelMeeting } from './call-off-panel-meeting.ts'
import { movePanelMeeting } from './move-panel-meeting.ts'
import { toMeeting } from './open-meeting.ts'
import { recordHearing } from './record-hearing.ts'
import { recordTelling } from './record-telling.ts'
import { findMeeting, listMeetings } from './repository.ts'
import { sayHowToBeHeard } from './say-how-to-be-heard.ts'
import {
  NewHearing,
  NewHearingWish,
  NewPanelMeeting,
  NewTelling,
  PanelMeeting,
  PanelMeetingCancellation,
  PanelMeetingMove,
  PanelMeetingPage,
} from './schemas.ts'
import { setPanelMeeting } from './set-panel-meeting.ts'

async function readMeeting(reads: Reads, actor: Actor, id: string) {
  const [rules, meeting] = await Promise.all([
    getRulesOfCase(reads, actor, { table: 'panel_meeting', id }),
    findMeeting(reads, actor, id),
  ])
  return rules && meeting && toMeeting(rules, meeting)
}

async function readMeetings(reads: Reads, actor: Actor, caseId: string, page: PageRequest) {
  const [rules, meetings] = await Promise.all([
    getRulesOfCase(reads, actor, caseId),
    listMeetings(reads, actor, caseId, page),
  ])
  return rules ? meetings.map((meeting) => toMeeting(rules, meeting)) : []
}

export const panelMeetingOperations = operationsOf('Support plans', [
  write('setPanelMeeting', 'POST /support-plans/:supportPlanId/meetings', {
    summary: 'Set the meeting that looks at a plan',
    description:
      'Where a meeting or a panel decides on the plan. The person, and who acts for them, see it on the case, and that tells them; who cannot is told by those who work with them (`recordTelling`). Nobody votes or decides before the person was told in time, or says that less is fine.',
    permission: 'meeting:write',
    problems: [409],
    body: NewPanelMeeting,
    gives: { 201: PanelMeeting },
    run: setPanelMeeting,
  }),
  list('listPanelMeetings', '/cases/:caseId/panel-meetings', {
    summary: 'List the meetings about the plans of a case, newest first',
    permission: 'plan:read',
    view: 'sign-off',
    gives: PanelMeetingPage,
    of: findCase,
    read: readMeetings,
  }),
  get('getPanelMeeting', '/panel-meetings/:panelMeetingId', {
    summary: 'Read when a meeting looks at a plan, and how the person is heard there',
    permission: 'plan:read',
    view: 'sign-off',
    gives: PanelMeeting,
    of: belongingTo('panel_meeting'),
    read: readMeeting,
  }),
  write('movePanelMeeting', 'POST /panel-meetings/:panelMeetingId/moves', {
    summary: 'Move a meeting to another day, time or place',
    description: 'The person is told anew, and the time before the meeting counts from then.',
    permission: 'meeting:write',
    problems: [409],
    body: PanelMeetingMove,
    gives: { 200: PanelMeeting },
    run: movePanelMeeting,
  }),
  write('callOffPanelMeeting', 'POST /panel-meetings/:panelMeetingId/cancellation', {
    summary: 'Call a meeting off',
    permission: 'meeting:write',
    problems: [409],
    body: PanelMeetingCancellation,
    gives: { 200: PanelMeeting },
    run: callOffPanelMeeting,
  }),
  write('sayHowToBeHeard', 'POST /panel-meetings/:panelMeetingId/hearing-wish', {
    summary: 'Say how you want to be heard at a meeting about your plan',
    description:
      'In person, in writing, through somebody, or not at all; and whether less notice is fine. By the person, or who acts for them; said for them by those who record what they say. Until the meeting has decided it can be said otherwise.',
    permission: 'hearing:write',
    problems: [409, 422],
    body: NewHearingWish,
    gives: { 200: PanelMeeting },
    run: sayHowToBeHeard,
  }),
  write('recordTelling', 'POST /panel-meetings/:panelMeetingId/telling', {
    summary: 'Record how a person was told of a meeting who cannot see it here',
    permission: 'meeting:write',
    problems: [409],
    body: NewTelling,
    gives: { 200: PanelMeeting },
    run: recordTelling,
  }),
  write('recordHearing', 'POST /panel-meetings/:panelMeetingId/hearing', {
    summary: 'Record how the person was heard at a meeting',
    description:
      'Needed before the vote where they wanted to be there, or somebody for them. Otherwise what they wished counts, unless it is recorded that it was otherwise.',
    permission: 'meeting:write',
    problems: [409],
    body: NewHearing,
    gives: { 200: PanelMeeting },
    run: recordHearing,
  }),
])
