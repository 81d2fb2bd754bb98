import { type Html, html } from '../platform/html/html.ts'
import type { PageWord } from '../words/pages/page-words.ts'
import type { Look } from './look.ts'
import { newFormKey, type Opened } from './opened.ts'

/** A form as it is shown: for the first time, or again with what was wrong with it. */
export interface FormSent {
  /** Null where the pages only show: then there is no form. */
  readonly formToken: string | null
  readonly formKey: string
  /** Whether what it asks for was just done. */
  readonly isDone: boolean
  /** What was wrong: a fixed sentence, or what an operation said in English. */
  readonly fault: { readonly word: PageWord } | { readonly said: string } | null
  /** What was typed. */
  readonly typed: Readonly<Record<string, string>>
}

/** A form with nothing in it yet. */
export const freshForm = ({ onlyShow, formToken }: Opened, isDone: boolean): FormSent => ({
  formToken: onlyShow ? null : formToken,
  formKey: newFormKey(),
  isDone,
  fault: null,
  typed: {},
})

/** What was wrong, before all else. */
export const formHead = (look: Look, { fault }: FormSent): Html | null =>
  fault &&
  html`<div class="fault" role="alert">
<h2>${look.text('error-summary')}</h2>
${'word' in fault ? look.p(fault.word) : look.told(fault.said)}
</div>`
