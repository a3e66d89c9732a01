import { stringAt, valueAt } from '../../platform/database/json.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, Button, ButtonLink, Card, Column, Form, Item, Link, Notice, Tag } from '../../ui/index.ts'
import { admission } from '../admission/index.ts'
import { isClosed, type Panel, type View } from '../cases/index.ts'
import { needsOf, studentOfCase } from '../students/index.ts'
import { caseAddress } from './desk-routes.tsx'
import { BeginForm, ToHub } from './hub-page.tsx'
import { invitation } from './invitation.ts'
import { membersOf } from './member-actions.ts'
import { memberStates, standingsOf } from './member-store.ts'
import { countToBegin, invitationsOfStudent, toBegin } from './store.ts'
import { invitationWords } from './words.ts'

const mostItems = 10

/** Invitations on the pages of cases, and in the office's day. */
export const invitationPanel: Panel = {
  desk: async (visit, view) => {
    if (view.procedure.name === admission.name) return ofAdmission(visit, view)
    if (view.procedure.name !== invitation.name) return null
    return (
      <>
        {await Members({ visit, view })}
        {Again({ visit, view })}
      </>
    )
  },
  today: async (visit) => {
    const { institution } = visit.place('cases.read')
    const db = visit.within(institution)
    const waiting = await toBegin(db, institution, mostItems)
    if (waiting.length === 0) return null
    const t = invitationWords(visit.language)
    const count = waiting.length < mostItems ? waiting.length : await countToBegin(db, institution)
    return (
      <Column tone="due" title={t('today.title')} count={count}>
        {waiting.map(({ name, number, arrivesOn }) => (
          <Item
            title={name}
            text={arrivesOn ? t('today.arrives', { number, day: sayDay(arrivesOn, t.language) }) : number}
            href="/desk/invitations"
          />
        ))}
        <ToHub t={t} count={count} />
      </Column>
    )
  },
}

async function ofAdmission(visit: Visit, { standing }: View): Promise<Child> {
  const db = visit.within(standing.institution)
  const student = standing.closedAt ? await studentOfCase(db, standing.id) : null
  if (!student || !(await needsOf(db, student.id))?.visaSupport) return null
  const t = invitationWords(visit.language)
  const known = await invitationsOfStudent(db, standing.institution, student.id)
  const open = known.find(({ stage }) => !isClosed(invitation, stage) || stage === 'used')
  return (
    <Card title={t('student.title')} id="invitation">
      {known.map(({ id, number, stage }) => (
        <p>
          <Link href={caseAddress(id)}>{number ?? t('name')}</Link>{' '}
          <Tag tone={isClosed(invitation, stage) ? 'quiet' : 'wait'}>
            {invitation.words(t.language)(`stage.${stage}`)}
          </Tag>
        </p>
      ))}
      {!open && <p>{t('student.none')}</p>}
      {!open && visit.may('cases.work', standing.institution) && <BeginForm t={t} student={student} />}
    </Card>
  )
}

async function Members({ visit, view }: { visit: Visit; view: View }): Promise<Child> {
  if (stringAt(view.situation.facts, 'kind') !== 'delegation') return null
  const t = invitationWords(visit.language)
  const { institution, id } = view.standing
  const members = membersOf(view)
  const standings = [...(await standingsOf(visit.within(institution), id)).values()]
  const counted = memberStates
    .map((state) => ({ state, count: standings.filter((one) => one.state === state).length }))
    .filter(({ count }) => count > 0)
  return (
    <Card title={t('members.title')} id="members">
      <p>
        {t('members.count', { count: members.length })}{' '}
        {counted.map(({ state, count }) => (
          <Tag tone="quiet">
            {t(`members.state.${state}`)}: {count}
          </Tag>
        ))}
      </p>
      <Actions>
        <ButtonLink tone="soft" href={`/desk/invitations/${id}/members`}>
          {t('members.open')}
        </ButtonLink>
      </Actions>
    </Card>
  )
}

// What came to nothing leads to the next one, and the next one back.
function Again({ visit, view }: { visit: Visit; view: View }): Child {
  const t = invitationWords(visit.language)
  const { stage, id, institution } = view.standing
  const earlier = valueAt(view.situation.facts, 'earlier')
  const ended = ['expired', 'refused', 'withdrawn', 'declined'].includes(stage)
  return (
    <>
      {typeof earlier === 'string' && earlier !== '' && (
        <Notice tone="quiet">
          <Link href={caseAddress(earlier)}>{t('again.earlier')}</Link>
        </Notice>
      )}
      {ended && visit.may('cases.work', institution) && (
        <Card title={t('again.title')} id="again">
          <p>{t('again.text')}</p>
          <Form action={`/desk/invitations/${id}/again`} method="post">
            <Actions>
              <Button tone="soft">{t('again.open')}</Button>
            </Actions>
          </Form>
        </Card>
      )}
    </>
  )
}
