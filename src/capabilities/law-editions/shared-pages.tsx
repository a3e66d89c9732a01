import type { Day } from '../../platform/days.ts'
import { dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Muted, Tag } from '../../ui/index.ts'
import type { Rule } from '../law/index.ts'
import { editionWords } from './words.ts'

export const lawAddress: Href = '/desk/settings/law'

export const ruleAddress = (id: string): Href => `${lawAddress}/rules/${id}`
export const editionAddress = (hash: string): Href => `${lawAddress}/editions/${hash}`

/** `5 working days`, `225 USD`; a rule that is a word is its text. */
export function sayAmount({ value, unit }: Rule, language: Language): string {
  const t = editionWords(language)
  if (unit === 'text' || value === '') return t('amount.text')
  return t(`amount.${unit}`, { count: Number(value) })
}

/** Between which days it holds. */
export function sayValidity({ validFrom, validTo }: Pick<Rule, 'validFrom' | 'validTo'>, language: Language): string {
  const t = editionWords(language)
  const said = (on: Day) => sayDay(on, language)
  if (validFrom && validTo) return t('valid.between', { from: said(validFrom), to: said(validTo) })
  if (validFrom) return t('valid.from', { from: said(validFrom) })
  return validTo ? t('valid.to', { to: said(validTo) }) : t('valid.always')
}

/** Whether somebody has held it against its source, in words. */
export function Verified({ rule, language }: { rule: Rule; language: Language }) {
  const t = editionWords(language)
  if (!rule.verified) return <Tag tone="due">{t('unverified')}</Tag>
  if (!rule.checked) return <Tag tone="ok">{t('verified')}</Tag>
  return (
    <>
      <Tag tone="ok">{t('verified')}</Tag>{' '}
      <Muted>{t('verified.by', { name: rule.checked.by, day: sayDay(dayOf(rule.checked.at), language) })}</Muted>
    </>
  )
}
