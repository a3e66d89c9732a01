import type { Tx } from '../../platform/database/index.ts'
import type { House } from '../../platform/house.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { mailLater } from '../correspondence/index.ts'
import { publicAddress } from './public-pages.tsx'
import type { Call, Writing } from './rules.ts'
import type { CallHooks } from './ways.ts'
import { callWords } from './words.ts'

interface Telling {
  readonly house: House
  readonly institution: string
  readonly hooks: CallHooks
}

/** Tells whoever has begun to answer a call that it has changed: a later last day, or what is asked from now on. */
export async function tellStarted(
  tx: Tx,
  { house, institution, hooks }: Telling,
  call: Call,
  now: Writing & { readonly edition: number },
  why: string,
): Promise<void> {
  const later = now.closesOn !== null && call.closesOn !== null && now.closesOn > call.closesOn
  for (const { caseId, email, language } of (await hooks.started?.(tx, call.id)) ?? []) {
    const t = callWords(language)
    const params = {
      title: now.said.title[language],
      day: now.closesOn ? sayDay(now.closesOn, language) : '',
      why: why && t('mail.why', { why }),
      link: `${house.url}${publicAddress(institution, language)}/${call.slug}`,
    }
    const kind = later ? 'extended' : 'changed'
    await mailLater(tx, house, {
      ...{ institution, caseId, to: email, language, kind: `call.${kind}` },
      subject: t(`mail.${kind}.subject`, params),
      body: t(`mail.${kind}.body`, params).replace(/\n{3,}/g, '\n\n'),
      onceKey: `call.${call.id}.${now.edition}.${caseId}`,
    })
  }
}
