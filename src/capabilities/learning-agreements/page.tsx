import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  Form,
  HiddenField,
  Link,
  More,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Table,
  Tag,
  TextArea,
  type Tone,
} from '../../ui/index.ts'
import { Outcomes } from './outcomes.tsx'
import {
  type Agreement,
  currentOf,
  inForce,
  parties,
  type Signature,
  unsigned,
  type VersionState,
  validSignatures,
} from './rules.ts'
import type { Credit, KeptFile } from './store.ts'
import { beforeOf, Changes, Head, Ratio, Tables } from './tables.tsx'
import type { Say } from './words.ts'

/** Who looks at whose agreement, and what they may do. */
export interface Room {
  readonly t: Say
  readonly student: string
  readonly base: Href
  readonly back: { readonly text: string; readonly href: Href }
  readonly isSubject: boolean
  readonly mayEdit: boolean
  /** Approves, signs for the university, decides. */
  readonly mayDecide: boolean
}

export interface PageProps {
  readonly room: Room
  readonly agreement: Agreement | null
  readonly credit: Credit | null
  readonly files: readonly KeptFile[]
  readonly refusal?: string | undefined
}

const tones: Readonly<Record<VersionState, Tone>> = {
  ...{ draft: 'due', sent: 'wait', signing: 'wait', agreed: 'ok', dropped: 'quiet' },
}

export function StateTag({ t, state }: { t: Say; state: VersionState }) {
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

/** A learning agreement: what it says now, who has signed it, what it said before, and what became of it. */
export function AgreementPage(props: PageProps) {
  const { room, agreement, refusal } = props
  const { t } = room
  return (
    <Stack>
      <Crumbs label={t('here')} steps={[room.back, { text: t('title') }]} />
      <PageTitle title={t('title')} over={room.isSubject ? undefined : room.student} lead={t('lead')} />
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {agreement ? <Whole {...props} agreement={agreement} /> : <Beginning {...props} />}
    </Stack>
  )
}

function Beginning({ room: { t, base, mayEdit }, credit }: PageProps) {
  return (
    <EmptyState
      title={t('none')}
      text={t(credit ? 'none.text' : 'begin.noCredit')}
      action={
        mayEdit &&
        credit && (
          <Form action={base} method="post" label={t('begin')}>
            <Button>{t('begin')}</Button>
          </Form>
        )
      }
    />
  )
}

type WholeProps = PageProps & { readonly agreement: Agreement }

function Whole(props: WholeProps) {
  const { room, agreement, credit } = props
  const { t, base } = room
  const version = currentOf(agreement)
  const before = beforeOf(agreement, version)
  const isOpen = version.state === 'draft' && room.mayEdit
  return (
    <>
      <Standing {...props} />
      <Actions>
        {isOpen && (
          <ButtonLink href={`${base}/head`} tone="soft">
            {t('head.change')}
          </ButtonLink>
        )}
        <ButtonLink href={`${base}/agreement.pdf?in=en`} tone="soft">
          {t('pdf.en')}
        </ButtonLink>
        <ButtonLink href={`${base}/agreement.pdf?in=ru`} tone="soft">
          {t('pdf.ru')}
        </ButtonLink>
      </Actions>
      <Head t={t} said={version.said} student={room.student} />
      <Tables t={t} said={version.said} edit={isOpen ? base : null} />
      <p>
        <Ratio t={t} ratio={version.said.ratio} credit={credit} />
      </p>
      {before && <Changes t={t} before={before} after={version} />}
      <Signatures {...props} />
      <Steps {...props} />
      {inForce(agreement) && <Outcomes {...props} />}
      <Versions {...props} />
    </>
  )
}

function Standing({ room: { t }, agreement }: WholeProps) {
  const version = currentOf(agreement)
  const left = unsigned(version, agreement.signatures).map((party) => t(`party.${party}`))
  const gone = agreement.signatures.filter((one) => one.number === version.number && one.signedAt && one.voidAt)
  const said = { number: version.number, left: left.join(', '), phase: t(`phase.${version.phase}`) }
  const force = inForce(agreement)
  return (
    <Notice tone={tones[version.state]} title={t(`standing.${version.state}`, said)}>
      <p>{t(`standing.${version.state}.text`, said)}</p>
      {version.why && <p>{t('why', { why: version.why })}</p>}
      {force && force.number !== version.number && <p>{t('standing.inForce', { number: force.number })}</p>}
      {gone.map((one) => (
        <p>{t('void', { party: t(`party.${one.party}`), name: one.name, why: one.voidWhy || '–' })}</p>
      ))}
    </Notice>
  )
}

function Signatures({ room, agreement, files }: WholeProps) {
  const { t, base } = room
  const version = currentOf(agreement)
  if (version.state === 'draft' || version.state === 'sent') return null
  const valid = validSignatures(version, agreement.signatures)
  const asked = (party: Signature['party']) =>
    agreement.signatures.filter(
      (one) => one.number === version.number && one.party === party && !one.signedAt && !one.voidAt,
    )
  return (
    <Section title={t('signatures')}>
      <Table
        caption={t('signatures')}
        captionHidden
        columns={[
          { key: 'party', text: t('signature.party') },
          { key: 'state', text: t('signature.state') },
          { key: 'who', text: t('signature.who') },
        ]}
        empty=""
        rows={parties.map((party) => {
          const one = valid.find((signature) => signature.party === party)
          return {
            cells: [
              t(`party.${party}`),
              one ? <Tag tone="ok">{t('signed')}</Tag> : <Tag tone="due">{t('unsigned')}</Tag>,
              one ? (
                <SignedBy room={room} one={one} files={files} />
              ) : (
                asked(party).map((waiting) => <Asked room={room} one={waiting} base={base} />)
              ),
            ],
          }
        })}
      />
    </Section>
  )
}

function SignedBy({ room: { t, base }, one, files }: { room: Room; one: Signature; files: readonly KeptFile[] }) {
  const scan = files.find(({ id }) => id === one.fileId)
  const said = {
    ...{ name: [one.name, one.post].filter(Boolean).join(', '), lies: one.lies },
    ...{ on: one.signedOn ? sayDay(one.signedOn, t.language) : '' },
  }
  return (
    <>
      {t(`signed.${one.how}`, said)} {scan && <Link href={`${base}/files/${scan.id}`}>{t('scan')}</Link>}
    </>
  )
}

function Asked({ room: { t, mayDecide }, one, base }: { room: Room; one: Signature; base: Href }) {
  const said = { name: one.name, address: one.address, at: sayMoment(one.askedAt, t.language), why: one.declinedWhy }
  return (
    <>
      <p>{t(one.declinedAt ? 'declined' : 'asked', said)}</p>
      {mayDecide && !one.declinedAt && (
        <Form action={`${base}/signatures/${one.id}/revocation`} method="post" label={t('ask.back')}>
          <Button tone="soft">{t('ask.back')}</Button>
        </Form>
      )}
    </>
  )
}

function Steps(props: WholeProps) {
  const { room, agreement } = props
  const version = currentOf(agreement)
  const { t } = room
  if (!room.mayEdit && !room.mayDecide) return null
  const step = (name: 'sending' | 'return' | 'approval', tone?: 'soft') => (
    <Post {...props} to={name}>
      <Button tone={tone}>{t(`do.${name}`)}</Button>
    </Post>
  )
  return (
    <Actions>
      {version.state === 'draft' && room.mayEdit && step('sending')}
      {version.state === 'sent' && room.mayDecide && step('approval')}
      {version.state === 'sent' && room.mayDecide && step('return', 'soft')}
      {version.state === 'signing' && <Signing {...props} />}
      {version.state === 'signing' && <WithReason {...props} to="reopening" />}
      {version.state === 'agreed' && <WithReason {...props} to="changes" />}
      {version.state !== 'agreed' && inForce(agreement) && (
        <Confirm open={t('do.dropping')} tone="soft">
          <p>{t('dropping.about')}</p>
          <Post {...props} to="dropping">
            <Button tone="danger">{t('do.dropping')}</Button>
          </Post>
        </Confirm>
      )}
    </Actions>
  )
}

function Signing(props: WholeProps) {
  const { room, agreement } = props
  const { t, base, isSubject, mayDecide } = room
  const left = unsigned(currentOf(agreement), agreement.signatures)
  const own = isSubject ? 'student' : 'home'
  return (
    <>
      {left.includes(own) && (isSubject || mayDecide) && (
        <Confirm open={t(`do.sign.${own}`)} tone="main">
          <p>{t(`sign.about.${own}`)}</p>
          <Post {...props} to="signatures">
            <HiddenField name="key" value={crypto.randomUUID()} />
            <Button>{t(`do.sign.${own}`)}</Button>
          </Post>
        </Confirm>
      )}
      {mayDecide && left.length > 0 && (
        <>
          <ButtonLink href={`${base}/ask`} tone="soft">
            {t('ask.title')}
          </ButtonLink>
          <ButtonLink href={`${base}/paper`} tone="soft">
            {t('paper.title')}
          </ButtonLink>
        </>
      )}
    </>
  )
}

function WithReason(props: WholeProps & { to: 'reopening' | 'changes' }) {
  const { room, to } = props
  const { t } = room
  return (
    <Confirm open={t(`do.${to}`)} tone="soft">
      <p>{t(`${to}.about`)}</p>
      <Post {...props} to={to}>
        <TextArea name="why" id={`why-${to}`} label={t('why.label')} rows={2} maxlength={1000} />
        <Button>{t(`do.${to}`)}</Button>
      </Post>
    </Confirm>
  )
}

function Post({ room: { base, t }, agreement, to, children }: WholeProps & { to: string; children: Child }) {
  return (
    <Form action={`${base}/${to}`} method="post" label={t('title')}>
      <HiddenField name="revision" value={agreement.revision} />
      {children}
    </Form>
  )
}

function Versions({ room: { t, student }, agreement }: WholeProps) {
  const earlier = agreement.versions.filter(({ number }) => number !== agreement.number)
  if (earlier.length === 0) return null
  const force = inForce(agreement)
  return (
    <Section title={t('versions')}>
      {earlier.toReversed().map((version) => {
        const before = beforeOf(agreement, version)
        const isReplaced = version.state === 'agreed' && version !== force
        const state = t(isReplaced ? 'state.replaced' : `state.${version.state}`)
        return (
          <More title={t('version', { number: version.number, state })}>
            <p>
              <Muted>{t('version.by', { name: version.byName, at: sayMoment(version.at, t.language) })}</Muted>
            </p>
            {version.why && <p>{t('why', { why: version.why })}</p>}
            <Head t={t} said={version.said} student={student} />
            <Tables t={t} said={version.said} edit={null} />
            {before && <Changes t={t} before={before} after={version} />}
          </More>
        )
      })}
    </Section>
  )
}
