import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { command } from '../../src/tools/database-url.ts'
import { type GeneratedFile, keepFiles } from './generated-file.ts'
import { pageSentences } from './page-sentences.ts'

/**
 * `npm run page-words`: brings the files of translations up to what the pages say today. A sentence that is new waits in each to be translated, one that
 * nothing says any more is taken out, and what is translated stays. Says how much of each language is filled.
 */
const folder = 'data/page-words'
type File = Record<'words' | 'sentences', Record<string, string>> & { readonly language: string }

const readText = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
const written = (path: string, content: unknown): GeneratedFile => ({
  path,
  text: `${JSON.stringify(content, null, 2)}\n`,
})

await command(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
  const english: File = JSON.parse(await readText(`${folder}/en.json`))
  const sentences = await pageSentences()
  const files = [written(`${folder}/sentences.json`, sentences)]
  for (const language of ['cy', 'pl', 'ur']) {
    const path = `${folder}/${language}.json`
    const file: File = JSON.parse(await readText(path))
    const kept = (keys: readonly string[], translated: Record<string, string> = {}) =>
      Object.fromEntries(keys.map((key) => [key, translated[key] ?? '']))
    const words = kept(Object.keys(english.words), file.words)
    const said = kept(sentences, file.sentences)
    const all = [...Object.values(words), ...Object.values(said)]
    console.log(`${language}: ${all.filter((text) => text.trim() !== '').length} of ${all.length} are translated`)
    files.push(written(path, { ...file, words, sentences: said }))
  }
  return keepFiles(files, values.check ?? false, 'npm run page-words')
})
