import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const root = fileURLToPath(new URL('../../', import.meta.url))
const pages: { path: string; text: string }[] = []
for await (const path of glob(['*.md', 'docs/**/*.md'], { cwd: root }))
  pages.push({ path, text: await readFile(join(root, path), 'utf8') })

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
const anchorsOf = (text: string) => [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

/** The text without what is in code blocks and between backticks. */
const prose = (text: string) => text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '')

t.test('every relative link of the README and the docs leads to a file, and to a heading that it has', async (t) => {
  let found = 0
  for (const { path, text } of pages)
    for (const [, link = ''] of prose(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue
      found += 1
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? path : join(dirname(path), file)
      t.ok(existsSync(join(root, target)), `${path}: ${link}`)
      const page = pages.find((one) => one.path === target)
      if (anchor && page) t.ok(anchorsOf(page.text).includes(anchor), `${path}: ${link}`)
    }
  t.ok(found > 20, 'there are links')
})

t.test('every page of docs can be reached by links from the README', async (t) => {
  const reached = new Set(['README.md'])
  for (const path of reached) {
    const text = pages.find((page) => page.path === path)?.text ?? ''
    for (const [, link = ''] of prose(text).matchAll(/\]\(([^)#\s]+\.md)[^)]*\)/g))
      if (!/^[a-z]+:/.test(link)) reached.add(join(dirname(path), link))
  }
  t.same(
    pages.map(({ path }) => path).filter((path) => !reached.has(path)),
    [],
  )
})

t.test('every path that the pages name in backticks is there', async (t) => {
  const folders = /^(src|dev|test|data|docs|migrations|openapi|bench)\//
  for (const { path, text } of pages.filter((page) => page.path !== 'ATTRIBUTION.md'))
    for (const [, named = ''] of text.matchAll(/`([\w./-]+)`/g))
      if (folders.test(named)) t.ok(existsSync(join(root, named)), `${path}: ${named}`)
})
