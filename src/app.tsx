import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { admission, admissionRooms, decisionPanel } from './capabilities/admission/index.ts'
import {
  agreement,
  agreementDates,
  agreementRoadLinks,
  agreements,
  agreementsFound,
  agreementsOfPartner,
  publicAgreements,
  roadPanel,
} from './capabilities/agreements/index.ts'
import { alumni, alumniSource, alumnusLinks } from './capabilities/alumni/index.ts'
import { answerPanel, answers, answersSource } from './capabilities/answers/index.ts'
import { api } from './capabilities/api/index.ts'
import { applications, applicationsPanel } from './capabilities/applications/index.ts'
import { arrivals } from './capabilities/arrivals/index.ts'
import { besideCalls, callNotices } from './capabilities/call-notices/index.ts'
import { type CallWay, calls } from './capabilities/calls/index.ts'
import { camera, cameraPanel } from './capabilities/camera/index.ts'
import { casesCapability, opinionLinks, type Panel, type Procedure } from './capabilities/cases/index.ts'
import { commissionPanel, commissions, commissionWay, readingLinks } from './capabilities/commissions/index.ts'
import {
  besideConsultations,
  consultation,
  consultationPanel,
  consultations,
} from './capabilities/consultations/index.ts'
import { correspondence } from './capabilities/correspondence/index.ts'
import { dates, datesPanel } from './capabilities/dates/index.ts'
import { departure, departurePanel, departures } from './capabilities/departures/index.ts'
import { documents } from './capabilities/documents/index.ts'
import { duties, duty, dutyPanel } from './capabilities/duties/index.ts'
import { funders } from './capabilities/funders/index.ts'
import { galleries } from './capabilities/galleries/index.ts'
import { geography, mapPanel } from './capabilities/geography/index.ts'
import { besideReports, grantPanel, grants } from './capabilities/grants/index.ts'
import { housing, housingPanel } from './capabilities/housing/index.ts'
import { contactCards, imports } from './capabilities/imports/index.ts'
import {
  guestPanel,
  incoming,
  incomingMobility,
  incomingPartnerPanel,
  partnerLinks,
  studentLinks,
} from './capabilities/incoming/index.ts'
import { institutions } from './capabilities/institutions/index.ts'
import { invitation, invitationPanel, invitations } from './capabilities/invitations/index.ts'
import { jointProgrammes } from './capabilities/joint-programmes/index.ts'
import { keys } from './capabilities/keys/index.ts'
import { lawEditions, lawPanel } from './capabilities/law-editions/index.ts'
import { agreementLinks, agreementPanel, learningAgreements } from './capabilities/learning-agreements/index.ts'
import { ledgers } from './capabilities/ledgers/index.ts'
import { letterChecks } from './capabilities/letter-checks/index.ts'
import {
  applicantsWay,
  mobility,
  mobilityEntry,
  mobilityPanel,
  mobilityRooms,
  startedFor,
} from './capabilities/mobility/index.ts'
import { mobilityNumbers, numbersWay } from './capabilities/mobility-numbers/index.ts'
import { duesOnTheWall, networkPanel, networkSource, networks, publicNetworks } from './capabilities/networks/index.ts'
import { announcementPanel, news, newsSource } from './capabilities/news/index.ts'
import {
  nominationLinks,
  nominationPanel,
  nominationPartnerPanel,
  nominations,
  nominationTemplates,
  nominationWay,
} from './capabilities/nominations/index.ts'
import { oneTimeLinks } from './capabilities/one-time-links/index.ts'
import { orderPanel, orders } from './capabilities/orders/index.ts'
import { besideDownloads, outreach, outreachPanel, stepsOnTheWall } from './capabilities/outreach/index.ts'
import { dataPanel, ownData } from './capabilities/own-data/index.ts'
import { packagePanel, packages, photoPanel } from './capabilities/packages/index.ts'
import { lostPage, movedTo, pages, pagesSource } from './capabilities/pages/index.ts'
import { papers, papersPanel } from './capabilities/papers/index.ts'
import { type PartnerPanel, type PublicPartnersPanel, partners } from './capabilities/partners/index.ts'
import { passportExtension, passportPanel, passports } from './capabilities/passports/index.ts'
import { people } from './capabilities/people/index.ts'
import { personPanel, persons } from './capabilities/persons/index.ts'
import { publications } from './capabilities/publications/index.ts'
import { questionPanel, questions } from './capabilities/questions/index.ts'
import { incomingPanel, registers } from './capabilities/registers/index.ts'
import { registration, registrationPanel, registrations } from './capabilities/registrations/index.ts'
import { representativePanel, representatives } from './capabilities/representatives/index.ts'
import { search } from './capabilities/search/index.ts'
import { selection, selectionPanel, selectionWay } from './capabilities/selection/index.ts'
import { site } from './capabilities/site/index.ts'
import { siteSearch } from './capabilities/site-search/index.ts'
import { sleeping } from './capabilities/sleeping/index.ts'
import { staffCapability } from './capabilities/staff/index.ts'
import { stayPanel, stays } from './capabilities/stays/index.ts'
import { studentPanel, students } from './capabilities/students/index.ts'
import { summary } from './capabilities/summary/index.ts'
import { summerSchools } from './capabilities/summer-schools/index.ts'
import { templates } from './capabilities/templates/index.ts'
import { transcriptPanel, transcripts } from './capabilities/transcripts/index.ts'
import { studyVisa, visaPanel, visas } from './capabilities/visas/index.ts'
import { hostDoor } from './frame/hosts.ts'
import { makeFrame } from './frame/index.tsx'
import { frameWords } from './frame/words.ts'
import type { Capability } from './platform/capability.ts'
import type { House } from './platform/house.ts'
import type { Handlers, Schedules } from './platform/jobs.ts'
import type { Child } from './platform/jsx-runtime.ts'
import { failure } from './platform/log.ts'
import { NotFound } from './platform/outcome.ts'
import type { SearchSource } from './platform/search-source.ts'
import type { Assets } from './platform/web/assets.ts'
import { carriesFiles, largestForm } from './platform/web/form.ts'
import { pageAboveForm } from './platform/web/forms-only.ts'
import { asPublic } from './platform/web/packed.ts'
import { problemAnswer } from './platform/web/problem.ts'
import type { Web } from './platform/web/routes.ts'
import { type Page, Visit } from './platform/web/visit.ts'
import { isLanguage, negotiate } from './platform/words/languages.ts'
import { Actions, ButtonLink, PageTitle } from './ui/index.ts'

/** What a building is made of beside the foundations: a test brings procedures of its own. */
export interface Building {
  readonly procedures: readonly Procedure[]
}

export const procedures: readonly Procedure[] = [
  admission,
  invitation,
  registration,
  studyVisa,
  passportExtension,
  departure,
  duty,
  mobility,
  incoming,
  consultation,
  agreement,
]

/** What can be done with a call on its own page. */
const callWays: readonly CallWay[] = [
  // In the order of the work.
  applicantsWay,
  commissionWay,
  selectionWay,
  nominationWay,
  numbersWay,
]

/** What stands on a partner's desk page below its contacts. */
const partnerPanels: readonly PartnerPanel[] = [
  // In the order of the work.
  outreachPanel,
  agreementsOfPartner,
  contactCards,
  nominationPartnerPanel,
  incomingPartnerPanel,
  networkPanel,
]

/** What stands below the partners on their public page. */
const publicPartnersPanels: readonly PublicPartnersPanel[] = [
  // What is agreed comes first.
  publicAgreements,
  publicNetworks,
  mapPanel,
]

/** What the search of a public site finds, beside what stands before the site. */
export const searchSources: readonly SearchSource[] = [
  newsSource,
  answersSource,
  agreementsFound,
  networkSource,
  alumniSource,
  pagesSource,
]

/** The capabilities, in order: each leans only on those before it. */
export function capabilitiesOf(building: Building = { procedures }): readonly Capability[] {
  const { procedures } = building
  const panels: readonly Panel[] = [
    papersPanel,
    stayPanel,
    applicationsPanel,
    representativePanel,
    personPanel,
    studentPanel,
    agreementPanel,
    transcriptPanel,
    registrationPanel,
    decisionPanel,
    visaPanel,
    questionPanel,
    incomingPanel,
    dataPanel,
    orderPanel,
    cameraPanel,
    passportPanel,
    invitationPanel,
    departurePanel,
    dutyPanel,
    mobilityPanel,
    consultationPanel,
    roadPanel,
    grantPanel,
    commissionPanel,
    selectionPanel,
    nominationPanel,
    guestPanel,
    datesPanel,
    lawPanel,
    housingPanel,
    packagePanel,
    photoPanel,
    announcementPanel,
    answerPanel,
  ]
  return [
    institutions,
    documents,
    correspondence,
    people,
    oneTimeLinks([
      opinionLinks(procedures),
      readingLinks,
      nominationLinks,
      partnerLinks,
      studentLinks,
      agreementLinks,
      agreementRoadLinks,
      alumnusLinks,
    ]),
    casesCapability(procedures, panels),
    papers(procedures),
    // Before the checks: the addresses of its sheets are no letter's.
    registers(procedures),
    orders(procedures),
    camera(procedures),
    staffCapability(procedures),
    representatives(procedures),
    letterChecks(procedures),
    templates(procedures),
    questions(procedures),
    ownData(procedures),
    publications(besideDownloads),
    galleries,
    search(procedures),
    persons(procedures, panels),
    keys,
    students(procedures),
    stays,
    partners([nominationTemplates], partnerPanels, publicPartnersPanels),
    arrivals,
    lawEditions(procedures),
    packages(procedures),
    admissionRooms,
    applications,
    invitations,
    registrations,
    visas,
    passports,
    departures,
    housing,
    duties,
    funders,
    calls({ ways: callWays, entry: mobilityEntry, beside: besideTheCalls, started: startedFor }),
    callNotices,
    transcripts,
    mobilityRooms,
    commissions,
    selection,
    nominations,
    incomingMobility,
    learningAgreements,
    summerSchools,
    consultations,
    grants,
    ledgers,
    outreach,
    mobilityNumbers,
    agreements,
    networks,
    jointProgrammes,
    imports,
    sleeping,
    geography,
    dates(procedures, [agreementDates, duesOnTheWall, stepsOnTheWall]),
    summary(procedures),
    // Before the site, whose first part of an address may be any word.
    api(procedures),
    news,
    answers,
    alumni,
    site,
    siteSearch(searchSources),
    // The last: they answer the addresses that nobody else took.
    pages,
  ]
}

/** What stands below the public list of calls: hearing of the next, reports of those who were there, a consultation. */
async function besideTheCalls(visit: Visit, institution: string): Promise<Child> {
  return [
    await besideCalls(visit, institution),
    await besideReports(visit, institution),
    besideConsultations(visit, institution),
  ]
}

export function jobsOf(house: House, capabilities: readonly Capability[]): Handlers {
  return Object.assign({}, ...capabilities.map((capability) => capability.jobs?.(house) ?? {}))
}

export function schedulesOf(capabilities: readonly Capability[]): Schedules {
  return Object.assign({}, ...capabilities.map((capability) => capability.schedules ?? {}))
}

export function makeApp(house: House, assets: Assets, capabilities: readonly Capability[]): Web {
  const app: Web = new Hono()
  const frame = makeFrame(
    assets,
    capabilities.flatMap((capability) => capability.desk ?? []),
  )

  app.get(
    '/assets/:file',
    (c) => assets.answer(c.req.param('file'), c.req.header('accept-encoding') ?? '') ?? c.body(null, 404),
  )
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const ready = await house.database.pool.query('select 1').then(
      () => true,
      () => false,
    )
    return ready ? c.text('ready') : c.text('not ready', 503)
  })

  app.use(secureHeaders(headers(house)))
  app.use(hostDoor(house))
  app.use(async (c, next) => {
    const reference = crypto.randomUUID().slice(0, 8)
    const who = await house.sessions.who(c.req.raw.headers)
    const spoken = c.req.path.split('/').find((part) => isLanguage(part))
    const kept = getCookie(c, 'kopuro.language')
    const language = [spoken, kept, who?.language].find(isLanguage) ?? negotiate(c.req.header('accept-language'))
    c.set('visit', new Visit(c, house, language, who, reference, frame))
    if (!spoken || who) c.header('cache-control', 'no-store')
    const started = performance.now()
    await next()
    if (spoken && !who) await sendPublic(c)
    house.log.info(
      {
        route: c.req.routePath,
        method: c.req.method,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
        reference,
      },
      'answered',
    )
  })
  const small = bodyLimit({
    maxSize: largestForm,
    onError: (c) => {
      // What was not read of it still comes along this connection.
      c.header('connection', 'close')
      return problem(c.var.visit, 'tooLarge', 413)
    },
  })
  // A question has no body, and to look for one costs as much as a small page.
  app.use((c, next) => (c.req.method === 'GET' || carriesFiles(c.req.header('content-type')) ? next() : small(c, next)))
  app.use(csrf({ origin: (origin, c) => origin === house.url || sameHost(origin, c.req.header('host')) }))

  const patterns: string[] = []
  for (const capability of capabilities) {
    const routes = capability.routes?.(house, { patterns: [...patterns], ask: async (path) => app.request(path) })
    if (!routes) continue
    app.route('/', routes.hono)
    patterns.push(...routes.patterns)
  }

  app.notFound((c) => notHere(app, c.var.visit))
  app.onError((error, c) => {
    const visit: Visit | undefined = c.get('visit')
    if (!visit) {
      // It failed before anybody knew who asks, in which language: there is no page to say it on.
      house.log.error({ ...failure(error), route: c.req.routePath }, 'failed')
      return c.body(null, 500)
    }
    if (error instanceof NotFound) return notHere(app, visit)
    if ('status' in error && error.status === 403) return problem(visit, 'foreign', 409)
    house.log.error({ ...failure(error), route: c.req.routePath, reference: visit.reference }, 'failed')
    return noRoom(error) ? problem(visit, 'full', 503) : problem(visit, 'failed', 500)
  })
  return app
}

/** What a visitor reads whom nobody knows leaves packed. */
async function sendPublic(c: Context): Promise<void> {
  const made = await asPublic(c.res, c.req.header('accept-encoding') ?? '')
  if (made === c.res) return
  c.res = undefined
  c.res = made
}

async function notHere(app: Web, visit: Visit): Promise<Response> {
  const { method, path } = visit.c.req
  const page = method === 'GET' ? pageAboveForm(app.routes, path) : null
  if (page) return visit.go(page)
  const moved = await movedTo(visit)
  if (moved) return visit.moved(moved)
  const lost = method === 'GET' ? await lostPage(visit, hasSearch(app)) : null
  return lost ? visit.show(lost, 404) : problem(visit, 'notFound', 404)
}

const hasSearch = (app: Web) => app.routes.some(({ path }) => /^\/:institution\/:language[^/]*\/search$/.test(path))

/** The one page for what went wrong. */
async function problem(
  visit: Visit,
  kind: 'notFound' | 'failed' | 'full' | 'foreign' | 'tooLarge',
  status: 404 | 409 | 413 | 500 | 503,
): Promise<Response> {
  const t = frameWords(visit.language)
  if (visit.c.req.path.startsWith('/api/')) {
    const detail = t(`error.${kind}.text`, { reference: visit.reference })
    return problemAnswer(visit, { kind: kebab(kind), title: t(`error.${kind}.title`), status, detail })
  }
  const page: Page = {
    frame: 'bare',
    title: t(`error.${kind}.title`),
    body: (
      <>
        <PageTitle title={t(`error.${kind}.title`)} lead={t(`error.${kind}.text`, { reference: visit.reference })} />
        <Actions>
          <ButtonLink href="/">{t('error.back')}</ButtonLink>
        </Actions>
      </>
    ),
  }
  return visit.show(page, status)
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function noRoom(error: Error): boolean {
  const code = 'code' in error ? error.code : null
  return error.name === 'StorageFull' || code === '53100' || code === 'ENOSPC'
}

function sameHost(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}

function headers(house: House): Parameters<typeof secureHeaders>[0] {
  return {
    // A paper brings headers of its own: it is shown in a frame beside the form, which a page must never be.
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameSrc: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      manifestSrc: ["'self'"],
    },
    strictTransportSecurity: house.config.mode === 'production' ? 'max-age=31536000; includeSubDomains' : false,
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: ['self'], microphone: [], geolocation: [], payment: [] },
  }
}
