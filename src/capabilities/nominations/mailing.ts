import type { Tx } from '../../platform/database/index.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import type { Act } from '../cases/index.ts'
import { type MailFile, mailLater } from '../correspondence/index.ts'
import { recordLook } from '../documents/index.ts'
import { makeLink } from '../one-time-links/index.ts'
import { nameOf, type Partner } from '../partners/index.ts'
import type { SharedPaper } from './paper-store.ts'
import type { Nominee, Sending } from './rules.ts'
import type { Ready } from './sending.ts'
import { mailKeyOf } from './sending-store.ts'
import { nominationWords } from './words.ts'

export const linkKind = 'nomination'
export const linkMail = 'mobility.one-time-link'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Queues the mail that brings a sending to its partner; a portal gets none. */
export async function tellPartner(
  tx: Tx,
  act: Act,
  ready: Ready,
  sending: Sending,
  letter: { id: string; number: string },
) {
  const { house, institution, by } = act
  const { papers, partner, nominees, common, sheet } = ready
  if (sending.how === 'portal') return
  const isLink = sending.how === 'link'
  const link = isLink ? await linkFor(tx, act, sending, partner) : ''
  const t = nominationWords(sending.language)
  const params = {
    ...{ name: sending.contactName, partner: nameOf(partner, sending.language), by: by.name },
    ...{ institution: common.institution.name[sending.language], call: common.call.said.title[sending.language] },
    ...{ students: nominees.map(({ facts }) => [facts.family, facts.given].filter(Boolean).join(' ')).join('\n') },
    ...{ until: sayDay(sending.answerBy, sending.language), letter: letter.number, mail: common.officeMail },
    ...{ message: sending.message ? `\n${sending.message}\n` : '', link: link ?? '', count: nominees.length },
  }
  const files = isLink ? [] : await attach(tx, act, papers, nominees)
  await mailLater(tx, house, {
    ...{ institution, to: sending.address, language: sending.language },
    kind: isLink ? linkMail : 'mobility.nomination',
    subject: t('mail.subject', params),
    body: t(`mail.${sending.how}`, params),
    letterIds: [letter.id],
    files: [...(sheet ? [{ ...sheet, type: sheetType }] : []), ...files],
    onceKey: mailKeyOf(sending.id),
  })
}

function linkFor(tx: Tx, { house, institution, by }: Act, sending: Sending, partner: Partner) {
  return makeLink(tx, house, {
    ...{ institution, id: sending.id, kind: linkKind, caseId: null, by, until: sending.answerBy },
    ...{ name: sending.contactName, address: sending.address, unit: nameOf(partner, sending.language) },
    ...{ language: sending.language, payload: { sending: sending.id } },
  })
}

const types: Readonly<Record<string, string>> = { pdf: 'application/pdf', jpeg: 'image/jpeg', png: 'image/png' }

// A paper that leaves the house has been looked at: by whom it was sent stands beside it.
async function attach(
  tx: Tx,
  { house, institution, by }: Act,
  papers: readonly SharedPaper[],
  nominees: readonly Nominee[],
): Promise<MailFile[]> {
  for (const { id, caseId } of papers)
    await recordLook(tx, { institution, fileId: id, caseId, by, at: house.clock.now() })
  return papers.map(({ caseId, name, kind, blobId }) => {
    const facts = nominees.find((one) => one.caseId === caseId)?.facts
    const whose = [facts?.family, facts?.given].filter(Boolean).join(' ')
    return { name: `${whose} ${name}`.trim(), type: types[kind] ?? 'application/octet-stream', blobId }
  })
}
