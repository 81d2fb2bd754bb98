import { Type } from '@sinclair/typebox'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { londonDate } from '../shared/dates.ts'
import { changeSchemeDraft } from './change-scheme-draft.ts'
import { NewSchemeCouncil, SchemeCouncil, SchemeCouncilPage } from './council-schemas.ts'
import { listSchemeCouncils } from './councils-repository.ts'
import { createScheme } from './create-scheme.ts'
import {
  NewScheme,
  NewSchemeDraft,
  SchemeDraft,
  SchemeDraftPage,
  SchemeDraftPatch,
  SchemeHeading,
  SchemeTransparency,
  SchemeVersionRules,
  SchemeVersions,
} from './draft-schemas.ts'
import { draftSchemeVersion } from './draft-scheme-version.ts'
import { findDraft, findSchemeHeading, listDrafts, toSchemeDraft } from './drafts-repository.ts'
import { endSchemeCouncil } from './end-scheme-council.ts'
import { enrolCouncil, type WorkOutAnew } from './enrol-council.ts'
import { getSchemeVersion } from './get-scheme-version.ts'
import { findScheme, listSchemes } from './repository.ts'
import { ListedSchemePage, Scheme, SchemeFilter } from './schemas.ts'
import { transparencyOf } from './transparency-of.ts'
import { listVersions } from './versions-repository.ts'

export const schemeOperations = (workOutAnew: WorkOutAnew) =>
  operationsOf('Schemes', [
    list('listSchemes', '/schemes', {
      summary: 'List the schemes in force, newest first',
      description:
        'Who may write schemes (scheme:write) also finds those that have no version in force: only drafts, or a version that starts later. Their version is null.',
      permission: 'scheme:read',
      filter: SchemeFilter,
      gives: ListedSchemePage,
      tellsOf: nobody,
      read: (reads, actor, page, filter, now) => listSchemes(reads, actor, londonDate(now), page, filter),
    }),
    get('getScheme', '/schemes/:schemeId', {
      summary: 'Read a scheme and its rules in force',
      permission: 'scheme:read',
      gives: Scheme,
      read: (reads, actor, id, now) => findScheme(reads, actor.commissionerId, id, londonDate(now)),
    }),
    write('createScheme', 'POST /schemes', {
      summary: 'Begin a scheme of your own',
      description: 'It has a code and a title. Its first version is drafted, simulated and published like every other.',
      permission: 'scheme:write',
      problems: [409, 422],
      body: NewScheme,
      gives: { 201: SchemeHeading },
      run: createScheme,
    }),
    write('draftSchemeVersion', 'POST /schemes/:schemeId/drafts', {
      summary: 'Begin a draft of a version',
      description:
        'From the rules given, or from those of the newest published version, also where it starts later. Rules with a fault as policy are refused, and each fault is named by its field.',
      permission: 'scheme:write',
      problems: [409, 422],
      body: NewSchemeDraft,
      gives: { 201: SchemeDraft },
      run: draftSchemeVersion,
    }),
    list('listSchemeDrafts', '/schemes/:schemeId/drafts', {
      summary: 'List the drafts of a scheme, newest first',
      permission: 'scheme:write',
      gives: SchemeDraftPage,
      of: findSchemeHeading,
      read: listDrafts,
      tell: toSchemeDraft,
    }),
    get('getSchemeDraft', '/scheme-drafts/:schemeDraftId', {
      summary: 'Read a draft',
      permission: 'scheme:write',
      gives: SchemeDraft,
      read: findDraft,
      tell: toSchemeDraft,
      versioned: true,
    }),
    write('changeSchemeDraft', 'PATCH /scheme-drafts/:schemeDraftId', {
      summary: 'Change a draft',
      description:
        'A change that would leave a fault in the rules is refused whole, and each fault is named by its field. Where a version was published after the draft was begun, the draft is brought onto it here.',
      permission: 'scheme:write',
      ifMatch: 'required',
      problems: [409, 422],
      body: SchemeDraftPatch,
      gives: { 200: SchemeDraft },
      run: changeSchemeDraft,
    }),
    get('listSchemeVersions', '/schemes/:schemeId/versions', {
      summary: 'List the published versions of a scheme, with their dates',
      permission: 'scheme:read',
      gives: SchemeVersions,
      of: findSchemeHeading,
      read: (reads, actor, id, now) => listVersions(reads, actor, id, londonDate(now)),
      tell: (items) => ({ items }),
    }),
    get('getSchemeVersion', '/schemes/:schemeId/versions/:schemeVersion', {
      summary: 'Read a published version with its rules, as it will always be',
      permission: 'scheme:read',
      gives: SchemeVersionRules,
      params: {
        schemeVersion: Type.Integer({
          minimum: 1,
          maximum: 2_147_483_647,
          description: 'The number of the version.',
          examples: [1],
        }),
      },
      read: getSchemeVersion,
    }),
    write('enrolCouncil', 'POST /schemes/:schemeId/councils', {
      summary: 'Say that a council pays into a scheme, or decides in it',
      description:
        'Where the rules in force have a pool, a share of the council or a seat of the council. The seat is of the officers of the councils that are enrolled, and until there is one, what is with it waits for the commissioner. Where the council pays, its officers see the cases of the scheme, as docs/access.md says.',
      permission: 'scheme:publish',
      problems: [409, 422],
      body: NewSchemeCouncil,
      gives: { 201: SchemeCouncil },
      run: (tx, context, id, council) => enrolCouncil(tx, context, id, council, workOutAnew),
    }),
    list('listSchemeCouncils', '/schemes/:schemeId/councils', {
      summary: 'List the councils that pay into a scheme, newest first, with those that have ended',
      permission: 'scheme:read',
      gives: SchemeCouncilPage,
      of: findSchemeHeading,
      read: listSchemeCouncils,
    }),
    write('endSchemeCouncil', 'POST /scheme-councils/:schemeCouncilId/ending', {
      summary: 'Say that a council pays into a scheme no longer',
      permission: 'scheme:publish',
      problems: [409],
      gives: { 200: SchemeCouncil },
      run: (tx, context, id) => endSchemeCouncil(tx, context, id, workOutAnew),
    }),
    get('getSchemeTransparency', '/schemes/:schemeId/transparency', {
      summary: 'Read what a commissioner must tell everybody of a scheme',
      description:
        'In plain English, from the rules in force: who is likely to have a budget and who decides on that; how it is worked out; what help there is; what a decision goes by; who can sign off; what you are told if you are turned down; how to appeal.',
      permission: 'scheme:read',
      gives: SchemeTransparency,
      read: (reads, actor, id, now) => findScheme(reads, actor.commissionerId, id, londonDate(now)),
      tell: transparencyOf,
    }),
  ])
