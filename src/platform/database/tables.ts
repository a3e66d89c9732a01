// Made from the migrated database by `node bin/kopuro.mjs types`; a test holds it against the migrations.
import type { ColumnType, Generated } from 'kysely'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

export interface Tables {
  accounts: {
    id: string
    name: string
    email: string
    email_verified: Generated<boolean>
    image: string | null
    language: Generated<string>
    two_factor_enabled: Generated<boolean | null>
    created_at: Generated<Date>
    updated_at: Generated<Date>
    seen_at: Date | null
  }
  admission_terms: {
    institution_id: string
    id: string
    terms: ColumnType<Json, string, string>
    pack_hash: string | null
    edited_at: Date | null
  }
  agreement_answers: {
    institution_id: string
    id: string
    agreement_id: string
    number: number
    what: string
    party: Generated<number>
    role: Generated<string>
    how: string
    hash: string
    name: string
    post: Generated<string>
    address: Generated<string>
    asked_at: Date
    asked_by: string
    until: string | null
    answered_at: Date | null
    answered_on: string | null
    answer: string | null
    words: Generated<string>
    lies: Generated<string>
    paper_id: string | null
    void_at: Date | null
  }
  agreement_decisions: {
    institution_id: string
    id: string
    case_id: string
    component_id: string
    recognised: boolean
    title: string
    credits: number | null
    mark: Generated<string>
    reason: Generated<string>
    at: Date
    by_name: string
  }
  agreement_drafts: {
    institution_id: string
    agreement_id: string
    number: number
    said: ColumnType<Json, string, string>
    hash: string
    paper_id: string | null
    about: Generated<string>
    at: Date
    by_name: string
  }
  agreement_files: {
    institution_id: string
    id: Generated<string>
    case_id: string
    what: string
    name: string
    kind: string
    bytes: number
    pages: number
    sha256: string
    blob_id: string
    thumbnail_blob_id: string | null
    at: Date
    by_name: string
  }
  agreement_marks: {
    institution_id: string
    case_id: string
    component_id: string
    completed: boolean
    ects: number | null
    grade: Generated<string>
    at: Date
    by_name: string
  }
  agreement_originals: {
    institution_id: string
    id: string
    agreement_id: string
    number: number
    languages: Generated<string>
    moves: ColumnType<Json, string | undefined, string>
    made_at: Date
    removed_at: Date | null
  }
  agreement_papers: {
    institution_id: string
    id: string
    agreement_id: string
    what: string
    title: Generated<string>
    name: string
    kind: string
    bytes: number
    pages: number
    sha256: string
    blob_id: string
    thumbnail_blob_id: string | null
    at: Date
    by_name: string
    removed_at: Date | null
  }
  agreement_parties: {
    institution_id: string
    agreement_id: string
    place: number
    partner_id: string | null
    name: Generated<string>
    signed_on: string | null
  }
  agreement_sayings: {
    institution_id: string
    key: string
    minimum: number | null
    text: ColumnType<Json, string, string>
    source: ColumnType<Json, string, string>
    sort_order: Generated<number>
  }
  agreement_settings: {
    institution_id: string
    leads: number[]
    short_days: number
    weights: number[]
    at: Date
    by_name: string
  }
  agreement_signatures: {
    institution_id: string
    id: string
    case_id: string
    number: number
    party: string
    how: string
    hash: string
    name: string
    post: Generated<string>
    address: Generated<string>
    asked_at: Date
    asked_by: string
    signed_at: Date | null
    signed_on: string | null
    lies: Generated<string>
    file_id: string | null
    declined_at: Date | null
    declined_why: Generated<string>
    void_at: Date | null
    void_why: string | null
  }
  agreement_versions: {
    institution_id: string
    case_id: string
    number: number
    phase: string
    state: string
    said: ColumnType<Json, string, string>
    why: Generated<string>
    at: Date
    by_name: string
    sent_at: Date | null
    sent_by: string | null
    approved_at: Date | null
    approved_by: string | null
    agreed_at: Date | null
  }
  agreement_warnings: {
    institution_id: string
    agreement_id: string
    kind: string
    due: string
    days_before: number
    at: Date
  }
  agreements: {
    institution_id: string
    id: Generated<string>
    key: string | null
    number: string | null
    title: ColumnType<Json, string, string>
    name: string
    kind: string
    state: string
    case_id: string | null
    signed_on: string | null
    signed_year: number | null
    from_day: string | null
    until_day: string | null
    renews_itself: Generated<boolean>
    renew_months: number | null
    notice_days: number | null
    condition: ColumnType<Json | null, string | null | undefined, string | null>
    look_on: string | null
    subject: ColumnType<Json | null, string | null | undefined, string | null>
    fields: Generated<string[]>
    exchange: Generated<string[]>
    places: ColumnType<Json, string | undefined, string>
    specialties: Generated<string>
    renews_id: string | null
    renewed_by: string | null
    unit: string | null
    contact: Generated<string>
    note: Generated<string>
    ended_on: string | null
    ended_why: Generated<string>
    is_public: Generated<boolean>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    words: Generated<string>
    sort_order: Generated<number>
    version: Generated<number>
    pack_hash: string | null
    made_at: Date
    made_by: Generated<string>
    edited_at: Date | null
    archived_at: Date | null
  }
  album_pictures: {
    institution_id: string
    album_id: string
    picture_id: string
    place: number
  }
  albums: {
    institution_id: string
    id: Generated<string>
    title: ColumnType<Json, string, string>
    about: ColumnType<Json, string, string>
    on_day: string | null
    is_public: Generated<boolean>
    at: Date
    archived_at: Date | null
    version: Generated<number>
  }
  alumni: {
    institution_id: string
    id: Generated<string>
    key: string | null
    student_id: string | null
    staff_id: string | null
    name: string
    direction: ColumnType<Json, string, string>
    direction_ended: Generated<boolean>
    year: number
    post: ColumnType<Json | null, string | null | undefined, string | null>
    degree: ColumnType<Json | null, string | null | undefined, string | null>
    country: string | null
    email: string | null
    quote: string | null
    source: ColumnType<Json | null, string | null | undefined, string | null>
    words: string
    version: Generated<number>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
    archived_at: Date | null
  }
  alumni_consents: {
    institution_id: string
    id: Generated<string>
    alumnus_id: string
    at: Date
    by_name: string
    by_themselves: boolean
    directory: boolean
    mails: boolean
    how: string
  }
  alumni_mailings: {
    institution_id: string
    id: string
    at: Date
    by_name: string
    subject: string
    body: string
    country: string | null
    from_year: number | null
    to_year: number | null
    sent_to: number
  }
  alumni_news: {
    institution_id: string
    id: Generated<string>
    alumnus_id: string
    at: Date
    by_name: string
    by_themselves: boolean
    post: string
    country: string | null
  }
  api_actions: {
    institution_id: string
    id: Generated<string>
    at: Date
    by_id: string
    by_name: string
    action: string
    about: string
  }
  api_keys: {
    institution_id: string
    id: Generated<string>
    name: string
    prefix: string
    hash: string
    scopes: string[]
    ends_on: string | null
    request_key: string
    made_at: Date
    made_by: string
    last_used_on: string | null
    revoked_at: Date | null
    revoked_by: string | null
  }
  api_looks: {
    institution_id: string
    id: Generated<string>
    key_id: string
    case_id: string
    at: Date
  }
  arrival_headings: {
    institution_id: string
    heading: string
    field: string
  }
  arrival_imports: {
    institution_id: string
    id: string
    file_name: string
    cells: ColumnType<Json, string, string>
    heading_row: number
    fields: ColumnType<Json, string, string>
    answers: ColumnType<Json, string | undefined, string>
    state: Generated<string>
    leaves_out: Generated<boolean>
    lines: number
    uploaded_at: Date
    by_id: string
    by_name: string
    started_at: Date | null
    ended_at: Date | null
    failure: string | null
    undone_at: Date | null
    undone_by: string | null
  }
  arrival_lines: {
    institution_id: string
    import_id: string
    line: number
    person_id: string
    made_person: boolean
    student_id: string | null
    records: string[]
    stayed: Generated<boolean>
  }
  arrival_progress: {
    institution_id: string
    import_id: string
    done: number
  }
  attempts: {
    key: string
    window_start: Date
    count: Generated<number>
  }
  bulk_items: {
    institution_id: string
    run_id: string
    place: number
    case_id: string
    version: number
    outcome: Generated<string>
    reasons: ColumnType<Json, string | undefined, string>
    settled_at: Date | null
  }
  bulk_runs: {
    institution_id: string
    id: Generated<string>
    procedure: string
    step: string
    by_id: string
    by_name: string
    proposed_at: Generated<Date>
    input: ColumnType<Json, string | undefined, string>
    started_at: Date | null
    ended_at: Date | null
  }
  calendar_feeds: {
    institution_id: string
    account_id: string
    token_hash: string
    shows: string
    made_at: Date
    last_read_on: string | null
  }
  call_editions: {
    institution_id: string
    call_id: string
    edition: number
    said: ColumnType<Json, string, string>
    opens_on: string | null
    closes_on: string | null
    at: Date
    by_name: string
    why: string
  }
  call_notices: {
    institution_id: string
    call_id: string
    at: Date
    mails: number
  }
  call_subscriptions: {
    institution_id: string
    id: string
    account_id: string | null
    email: string
    language: string
    interests: ColumnType<Json, string, string>
    about: ColumnType<Json, string | undefined, string>
    token_hash: string
    token_sealed: string
    made_at: Date
    confirmed_at: Date | null
  }
  calls: {
    institution_id: string
    id: Generated<string>
    key: string | null
    slug: string
    state: string
    edition: Generated<number>
    direction: string
    audience: string
    opens_on: string | null
    closes_on: string | null
    said: ColumnType<Json | null, string | null | undefined, string | null>
    draft: ColumnType<Json | null, string | null | undefined, string | null>
    copied_from: string | null
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
    created_at: Date
    created_by: string
    version: Generated<number>
  }
  camera_links: {
    institution_id: string
    id: Generated<string>
    case_id: string
    type: string | null
    token_hash: string
    made_at: Date
    ends_at: Date
    opened_at: Date | null
    opened_by_hash: string | null
    device: string | null
    ended_at: Date | null
  }
  case_actions: {
    institution_id: string
    case_id: string
    seq: number
    at: Date
    by_id: string
    by_name: string
    by_role: string
    action: string
    from_stage: string | null
    to_stage: string | null
    input: ColumnType<Json, string | undefined, string>
    previous_hash: string
    hash: string
  }
  case_columns: {
    institution_id: string
    procedure: string
    name: string
    value: string
    arrived_at: Date
    case_id: string
  }
  case_counts: {
    institution_id: string
    procedure: string
    stage: string
    slot: number
    count: Generated<number>
  }
  case_deadlines: {
    institution_id: string
    case_id: string
    name: string
    rule: string
    start_day: string
    due: string
    waiting_for: string
    provisional: Generated<boolean>
  }
  case_exports: {
    institution_id: string
    id: Generated<string>
    at: Generated<Date>
    by_id: string
    by_name: string
    by_role: string
    procedure: string
    format: string
    query: string
    cases: number | null
  }
  case_follows: {
    institution_id: string
    case_id: string
    account_id: string
    since: Date
  }
  case_handover_items: {
    institution_id: string
    handover_id: string
    case_id: string
    returned_at: Date | null
  }
  case_handovers: {
    institution_id: string
    id: Generated<string>
    from_id: string
    from_name: string
    to_id: string
    to_name: string
    by_id: string
    by_name: string
    word: string
    at: Date
    request_key: string
    returned_at: Date | null
    returned_by_name: string | null
  }
  case_messages: {
    institution_id: string
    id: Generated<string>
    case_id: string
    request_key: string
    at: Date
    side: string
    by_id: string
    by_name: string
    way: Generated<string>
    text: string
    due: string | null
    answered_at: Date | null
  }
  case_notes: {
    institution_id: string
    id: Generated<string>
    case_id: string
    at: Generated<Date>
    by_id: string
    by_name: string
    text: string
  }
  case_opinions: {
    institution_id: string
    link_id: string
    case_id: string
    question: string
    file_ids: Generated<string[]>
    advice: string | null
    words: string | null
    answered_at: Date | null
  }
  case_words: {
    institution_id: string
    procedure: string
    word: string
    arrived_at: Date
    case_id: string
    guarded: Generated<boolean>
  }
  cases: {
    institution_id: string
    id: Generated<string>
    procedure: string
    subject_id: string
    number: string | null
    title: string
    summary: ColumnType<Json, string | undefined, string>
    stage: string
    stage_since: Generated<Date>
    waiting_for: string
    owner_id: string | null
    typed: ColumnType<Json, string | undefined, string>
    facts: ColumnType<Json | null, string | null | undefined, string | null>
    version: Generated<number>
    request_key: string | null
    opened_at: Generated<Date>
    arrived_at: Date | null
    changed_at: Generated<Date>
    closed_at: Date | null
    next_date: string | null
    question_due: string | null
    unit: string | null
  }
  choice_orders: {
    account_id: string
    case_ids: Generated<string[]>
    tells_count: Generated<boolean>
    kept_after: string | null
    version: Generated<number>
  }
  commission_candidates: {
    institution_id: string
    case_id: string
    call_id: string
    arrived_at: Date
    average: number | null
    extra: Generated<number>
    interview: ColumnType<Json | null, string | null | undefined, string | null>
    withdrawn: Generated<boolean>
    score: number | null
    marks: ColumnType<Json, string | undefined, string>
    apart: number | null
    rank_key: number[] | null
    out: string | null
  }
  commission_conflicts: {
    institution_id: string
    case_id: string
    member_id: string
    why: string
    own: boolean
    by_name: string
    at: Date
    lifted_at: Date | null
    lifted_by_name: string | null
    lifted_why: string | null
  }
  commission_events: {
    institution_id: string
    call_id: string
    seq: number
    at: Date
    by_id: string
    by_name: string
    kind: string
    case_id: string | null
    member_id: string | null
    input: ColumnType<Json, string | undefined, string>
  }
  commission_members: {
    institution_id: string
    id: string
    call_id: string
    name: string
    role: string
    account_id: string | null
    email: string
    language: string
    partner: Generated<string>
    link_id: string | null
    since: Date
    left_at: Date | null
    left_why: string | null
  }
  commission_minutes: {
    institution_id: string
    id: string
    call_id: string
    number: number
    language: string
    content: ColumnType<Json, string, string>
    at: Date
    by_name: string
  }
  commission_readings: {
    institution_id: string
    id: Generated<string>
    call_id: string
    case_id: string
    member_id: string
    state: Generated<string>
    marks: ColumnType<Json | null, string | null | undefined, string | null>
    total: number | null
    note: Generated<string>
    done_at: Date | null
  }
  commission_sheets: {
    institution_id: string
    call_id: string
    edition: number
    said: ColumnType<Json, string, string>
    at: Date
    by_name: string
  }
  commission_slots: {
    institution_id: string
    id: string
    call_id: string
    starts_at: Date
    minutes: number
    place: string
    change_until: Date
    case_id: string | null
  }
  commissions: {
    institution_id: string
    call_id: string
    quorum: Generated<number>
    edition: Generated<number>
    opened_at: Date | null
    seed: string | null
    last_seq: Generated<number>
  }
  contacts: {
    institution_id: string
    id: string
    unit: string
    staff_id: string | null
    kind: string
    value: string
    text: ColumnType<Json | null, string | null | undefined, string | null>
    purpose: ColumnType<Json | null, string | null | undefined, string | null>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
  }
  credentials: {
    id: string
    account_id: string
    provider_id: string
    user_id: string
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: Date | null
    refresh_token_expires_at: Date | null
    scope: string | null
    password: string | null
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  data_exports: {
    institution_id: string
    person_id: string
    at: Date
    by_id: string
  }
  data_requests: {
    institution_id: string
    id: Generated<string>
    person_id: string
    account_id: string | null
    request_key: string
    kind: string
    text: string
    asked_at: Date
    due: string
    outcome: string | null
    answer: string | null
    answered_by: string | null
    answered_at: Date | null
  }
  date_digests: {
    institution_id: string
    account_id: string
    since: Date
  }
  date_kinds: {
    institution_id: string
    kind: string
    lead: number | null
    lead_unit: string | null
    steps: number[]
    changed_at: Date
    by_id: string
    by_name: string
  }
  departure_paper_changes: {
    institution_id: string
    paper_id: string
    version: number
    action: string
    said: ColumnType<Json, string, string>
    at: Date
    by_id: string
    by_name: string
  }
  departure_papers: {
    institution_id: string
    id: string
    country: string | null
    purpose: string | null
    said: ColumnType<Json, string, string>
    version: Generated<number>
    archived_at: Date | null
  }
  document_files: {
    institution_id: string
    id: Generated<string>
    document_id: string
    round: number
    name: string
    kind: string
    bytes: number
    pages: number
    sha256: string
    blob_id: string
    thumbnail_blob_id: string | null
    uploaded_at: Generated<Date>
    removed_at: Date | null
  }
  document_looks: {
    institution_id: string
    file_id: string
    case_id: string
    at: Generated<Date>
    by_id: string
    by_name: string
  }
  documents: {
    institution_id: string
    id: Generated<string>
    case_id: string
    type: string
    state: string
    round: Generated<number>
    reason: string | null
    decided_by: string | null
    decided_at: Date | null
    number: string | null
    issued_on: string | null
    ends_on: string | null
    language: string | null
    original_place: string | null
    issued_by: string | null
    issuer_country: string | null
    paper_pages: number | null
    described_at: Date | null
    described_by_name: string | null
    original_since: string | null
  }
  double_checks: {
    institution_id: string
    person_id: string
    mark: string
  }
  double_decisions: {
    institution_id: string
    double_id: string
    at: Date
    by_id: string
    by_name: string
    decision: string
    reason: Generated<string>
  }
  doubles: {
    institution_id: string
    id: Generated<string>
    a: string
    b: string
    same_passport: boolean
    same_name: boolean
    state: Generated<string>
    found_at: Date
  }
  duty_terms: {
    institution_id: string
    kind: string
    days: number
    unit: string
    by_name: string
    at: Date
  }
  embassies: {
    institution_id: string
    id: string
    country: string
    said: ColumnType<Json, string, string>
    version: Generated<number>
    archived_at: Date | null
  }
  embassy_changes: {
    institution_id: string
    embassy_id: string
    version: number
    action: string
    changed: ColumnType<Json, string | undefined, string>
    at: Date
    by_id: string
    by_name: string
  }
  funding_programmes: {
    institution_id: string
    id: string
    name: ColumnType<Json, string, string>
    funder: ColumnType<Json | null, string | null | undefined, string | null>
    country: string | null
    first_year: number | null
    last_year: number | null
    parts: ColumnType<Json, string | undefined, string>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
    edited_by: string | null
    withdrawn_at: Date | null
    version: Generated<number>
  }
  grading_terms: {
    institution_id: string
    id: string
    terms: ColumnType<Json, string, string>
    pack_hash: string | null
    edited_at: Date | null
    edited_by: string | null
  }
  grant_instalments: {
    institution_id: string
    id: string
    case_id: string
    payer: string
    amount: number
    currency: string
    due: string
    paid_on: string | null
    paid_by: string | null
    at: Date
    by_name: string
    void_at: Date | null
    void_by: string | null
  }
  grant_lines: {
    institution_id: string
    id: string
    case_id: string
    payer: string
    about: Generated<string>
    amount: number
    currency: string
    per: string
    at: Date
    by_name: string
    void_at: Date | null
    void_by: string | null
  }
  host_procedures: {
    institution_id: string
    call_id: string
    partner_id: string
    text: string
    site: Generated<string>
    dates: ColumnType<Json, string | undefined, string>
    version: number
    at: Date
    by_name: string
  }
  hostel_payments: {
    institution_id: string
    id: string
    place_id: string
    amount: number
    paid_on: string
    receipt: Generated<string>
    at: Date
    by_name: string
    void_at: Date | null
    void_by: string | null
    void_why: string | null
  }
  hostel_places: {
    institution_id: string
    id: string
    hostel_id: string
    person_id: string
    room: string
    from_on: string
    to_on: string | null
    record_id: string | null
    given_at: Date
    given_by: string
    ended_by: string | null
  }
  hostel_prices: {
    institution_id: string
    hostel_id: string
    since: string
    amount: number
    currency: string
    source: ColumnType<Json | null, string | null | undefined, string | null>
    by_name: Generated<string>
  }
  hostels: {
    institution_id: string
    id: string
    name: ColumnType<Json, string, string>
    address: ColumnType<Json | null, string | null | undefined, string | null>
    seats_per_room: number | null
    beds: number | null
    note: ColumnType<Json | null, string | null | undefined, string | null>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
  }
  import_columns: {
    institution_id: string
    target: string
    headings: string
    fields: ColumnType<Json, string, string>
    said_at: Date
  }
  import_lines: {
    institution_id: string
    import_id: string
    line: number
    cells: ColumnType<Json, string, string>
    verdict: string | null
    title: Generated<string>
    problems: ColumnType<Json, string | undefined, string>
    record_id: string | null
    done: Generated<boolean>
    before: ColumnType<Json | null, string | null | undefined, string | null>
    written_version: number | null
    undone: string | null
    also: Generated<string[]>
  }
  import_words: {
    institution_id: string
    list: string
    word: string
    meaning: string
    said_at: Date
  }
  imports: {
    institution_id: string
    id: string
    target: string
    state: Generated<string>
    file_name: string
    blob_id: string | null
    sent_at: Date
    by_id: string
    by_name: string
    reading: ColumnType<Json, string, string>
    headings: ColumnType<Json, string | undefined, string>
    fields: ColumnType<Json | null, string | null | undefined, string | null>
    doubles: Generated<string>
    left_empty: ColumnType<Json, string | undefined, string>
    checked_at: Date | null
    started_at: Date | null
    moved_at: Date | null
    ended_at: Date | null
    undone_at: Date | null
    undone_by_id: string | null
    undone_by: string | null
  }
  incoming_corrections: {
    institution_id: string
    letter_id: string
    version: number
    before: ColumnType<Json, string, string>
    at: Date
    by_id: string
    by_name: string
  }
  incoming_invitations: {
    institution_id: string
    id: string
    round_id: string
    partner_id: string
    places: number | null
    note: Generated<string>
    students: ColumnType<Json, string | undefined, string>
    version: Generated<number>
    nobody: Generated<boolean>
    sent_at: Date | null
    reminded_at: Date | null
    reminders: Generated<number>
  }
  incoming_letters: {
    institution_id: string
    id: Generated<string>
    year: number
    sequence: number
    number: string
    sender: string
    their_number: Generated<string>
    their_date: string | null
    subject: string
    received_on: string
    way: string
    note: Generated<string>
    case_id: string | null
    answer_id: string | null
    version: Generated<number>
    registered_at: Date
    registered_by_id: string
    registered_by_name: string
    request_key: string
  }
  incoming_nominations: {
    institution_id: string
    case_id: string
    round_id: string
    partner_id: string
    invitation_id: string | null
    way: string
    batch: string
    line: number
    mail: string
    twin: string
    at: Date
    by_name: string
    ended_at: Date | null
  }
  incoming_rounds: {
    institution_id: string
    id: string
    season: string
    year: number
    from_day: string
    to_day: string
    nominate_by: string
    apply_by: string
    transcript_days: number | null
    version: Generated<number>
    made_at: Date
    by_name: string
  }
  incoming_voids: {
    institution_id: string
    letter_id: string
    at: Date
    by_id: string
    by_name: string
    reason: string
  }
  institution_facts: {
    institution_id: string
    id: string
    unit: string
    kind: string
    list: ColumnType<Json | null, string | null | undefined, string | null>
    title: ColumnType<Json | null, string | null | undefined, string | null>
    text: ColumnType<Json, string, string>
    happened_on: string | null
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
  }
  institution_laws: {
    institution_id: string
    hash: string
    version: Generated<number>
    since: Date
  }
  institutions: {
    id: string
    name: ColumnType<Json, string, string>
    short: ColumnType<Json, string, string>
    city: ColumnType<Json, string, string>
    colour: string
    letter_languages: string[]
    office_unit: string
    intro: ColumnType<Json, string, string>
    settings: ColumnType<Json, string, string>
    signatory: string | null
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
    staff_both_factors: boolean | null
  }
  invitation_members: {
    institution_id: string
    case_id: string
    member_id: string
    state: string
    on_day: string
    person_id: string | null
    at: Date
    by_id: string
    by_name: string
  }
  invitations: {
    institution_id: string
    id: Generated<string>
    email: string
    name: string
    language: string
    role: string
    unit: string | null
    until: string | null
    token_hash: string
    sent_at: Date
    ends_on: string
    invited_by: string
    invited_by_name: string
    accepted_at: Date | null
    withdrawn_at: Date | null
  }
  joint_work_lines: {
    institution_id: string
    id: Generated<string>
    work_id: string
    key: string | null
    kind: string
    under: string | null
    partner_id: string | null
    person_id: string | null
    due_on: string | null
    done_on: string | null
    said: ColumnType<Json, string | undefined, string>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    version: Generated<number>
    removed_at: Date | null
  }
  joint_works: {
    institution_id: string
    id: Generated<string>
    key: string | null
    kind: string
    name: ColumnType<Json, string, string>
    said: ColumnType<Json, string | undefined, string>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    is_public: Generated<boolean>
    words: Generated<string>
    sort_order: Generated<number>
    version: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
    archived_at: Date | null
  }
  known_numbers: {
    institution_id: string
    key: string
    kind: string
    target_id: string
    shown: string
  }
  known_words: {
    institution_id: string
    word: string
    sound: string
  }
  law_editions: {
    hash: string
    jurisdiction: string
    edition: string
    book: ColumnType<Json, string, string>
    loaded_at: Generated<Date>
    turn: Generated<number>
  }
  law_run_dates: {
    institution_id: string
    run_id: string
    place: Generated<number>
    case_id: string | null
    person_id: string
    name: string
    old_day: string | null
    new_day: string | null
  }
  law_runs: {
    institution_id: string
    id: Generated<string>
    kind: string
    from_hash: string
    to_hash: string
    by_id: string
    by_name: string
    by_role: string
    at: Date
    cases: number
    persons: number
    looked_cases: Generated<number>
    looked_persons: Generated<number>
    case_after: Generated<string>
    person_after: Generated<string>
    ended_at: Date | null
  }
  learning_agreements: {
    institution_id: string
    case_id: string
    number: number
    revision: Generated<number>
    state: string
    changed_at: Date
  }
  ledger_notes: {
    institution_id: string
    id: string
    record_id: string
    on_day: string
    how: string
    text: string
    mail_to: string | null
    at: Date
    by_id: string
    by_name: string
  }
  ledger_records: {
    institution_id: string
    id: Generated<string>
    ledger: string
    parent_id: string | null
    key: string | null
    title: string
    said: ColumnType<Json, string | undefined, string>
    stage: string | null
    from_on: string | null
    until_on: string | null
    due: string | null
    is_public: Generated<boolean>
    sort_key: string
    words: Generated<string>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    pack_hash: string | null
    version: Generated<number>
    made_at: Date | null
    edited_at: Date | null
    archived_at: Date | null
  }
  letter_keys: {
    id: string
    public_key: string
    published_at: Generated<Date>
  }
  letter_revocations: {
    institution_id: string
    letter_id: string
    at: Date
    by_id: string
    by_name: string
    reason: string
  }
  letter_words: {
    institution_id: string
    word: string
    issued_at: Date
    letter_id: string
  }
  letters: {
    institution_id: string
    id: Generated<string>
    case_id: string | null
    kind: string
    year: number
    sequence: number
    number: string
    issued_on: string
    recipient: string
    subject: string
    template: string
    content: ColumnType<Json, string, string>
    language: string
    blob_id: string | null
    sha256: string | null
    issued_by: string
    issued_at: Generated<Date>
    short_code: string | null
    code: string | null
  }
  link_openings: {
    institution_id: string
    link_id: string
    at: Date
    what: string
  }
  linked_cases: {
    institution_id: string
    case_id: string
    other_id: string
    word: string
    by_id: string
    by_name: string
    at: Date
  }
  mail_files: {
    institution_id: string
    mail_id: string
    position: number
    name: string
    type: string
    blob_id: string
  }
  mails: {
    institution_id: string
    id: Generated<string>
    case_id: string | null
    account_id: string | null
    to_address: string
    language: string
    kind: string
    subject: string
    body: string
    letter_ids: Generated<string[]>
    once_key: string | null
    state: Generated<string>
    queued_at: Generated<Date>
    sent_at: Date | null
    answer: string | null
    repeats: string | null
    calendar: string | null
  }
  memberships: {
    account_id: string
    institution_id: string
    role: string
    unit: string | null
    since: Generated<string>
    until: string | null
  }
  merges: {
    institution_id: string
    id: Generated<string>
    double_id: string
    leader_id: string
    merged_id: string
    moved: string[]
    answered: string[]
    merged_at: Date
    by_id: string
    by_name: string
    undone_at: Date | null
    undone_by: string | null
    undone_by_name: string | null
  }
  mobility_applications: {
    institution_id: string
    case_id: string
    call_id: string
    edition: number
    person_id: string
    withdrawn: Generated<boolean>
  }
  mobility_reports: {
    institution_id: string
    case_id: string
    text: string
    consent: string
    written_at: Date
    released_at: Date | null
    released_by: string | null
  }
  mobility_stays: {
    institution_id: string
    case_id: string
    arrived_on: string | null
    arrival_confirmed_by: string | null
    left_on: string | null
    leaving_confirmed_by: string | null
    insurer: Generated<string>
    policy: Generated<string>
    insured_from: string | null
    insured_to: string | null
  }
  news: {
    institution_id: string
    id: Generated<string>
    slug: string
    kind: string
    said: ColumnType<Json, string, string>
    live: ColumnType<Json | null, string | null | undefined, string | null>
    live_from: Date | null
    sort_on: string | null
    at: Date
    source: ColumnType<Json | null, string | null | undefined, string | null>
    pack_hash: string | null
    edited_at: Date | null
    archived_at: Date | null
    version: Generated<number>
  }
  news_versions: {
    institution_id: string
    news_id: string
    number: number
    action: string
    said: ColumnType<Json, string, string>
    at: Date
    by_name: string
  }
  nomination_events: {
    institution_id: string
    id: Generated<string>
    nomination_id: string
    what: string
    at: Date
    by_name: string
    party: string
    note: Generated<string>
  }
  nomination_papers: {
    institution_id: string
    sending_id: string
    file_id: string
  }
  nomination_sendings: {
    institution_id: string
    id: string
    call_id: string
    partner_id: string
    how: string
    contact_name: string
    address: string
    language: string
    answer_by: string
    message: Generated<string>
    letter_id: string | null
    link_id: string | null
    sheet_name: string | null
    sheet_blob_id: string | null
    at: Date
    by_id: string
    by_name: string
    bounced_at: Date | null
  }
  nominations: {
    institution_id: string
    id: Generated<string>
    call_id: string
    partner_id: string
    case_id: string
    sending_id: string
    state: string
    since: Date
    by_name: string
  }
  office_pages: {
    institution_id: string
    id: string
    said: ColumnType<Json, string, string>
    sort_order: Generated<number>
    edited_at: Date | null
  }
  one_time_links: {
    institution_id: string
    id: Generated<string>
    kind: string
    token_hash: string
    browser_hash: string | null
    case_id: string | null
    to_name: string
    to_address: string
    to_unit: string
    language: string
    payload: ColumnType<Json, string | undefined, string>
    made_by: string
    made_by_name: string
    made_at: Date
    until: string
    used_at: Date | null
    revoked_at: Date | null
    revoked_by_name: string | null
  }
  order_cases: {
    institution_id: string
    order_id: string
    case_id: string
    holds: Generated<boolean>
  }
  orders: {
    institution_id: string
    id: Generated<string>
    procedure: string
    version: Generated<number>
    made_at: Date
    made_by_id: string
    made_by_name: string
    request_key: string
    number: string | null
    year: number | null
    signed_on: string | null
    registered_at: Date | null
    registered_by_name: string | null
    template: string | null
    content: ColumnType<Json | null, string | null | undefined, string | null>
    language: string | null
    cancelled_at: Date | null
    cancelled_by_name: string | null
    cancelled_because: string | null
  }
  original_moves: {
    institution_id: string
    id: Generated<string>
    document_id: string
    move: string
    on_day: string
    place: Generated<string>
    to_whom: Generated<string>
    at: Date
    by_id: string
    by_name: string
    request_key: string
  }
  pack_refusals: {
    folder: string
    problems: ColumnType<Json, string, string>
    at: Generated<Date>
  }
  package_files: {
    institution_id: string
    package_id: string
    place: number
    name: string
    type: string
    pages: number | null
    bytes: number
    sha256: string
    blob_id: string | null
    erased: Generated<boolean>
  }
  package_items: {
    institution_id: string
    run_id: string
    place: number
    case_id: string
    faults: ColumnType<Json | null, string | null | undefined, string | null>
    outcome: Generated<string>
    package_id: string | null
    move_id: string | null
    settled_at: Date | null
  }
  package_looks: {
    institution_id: string
    package_id: string
    what: string
    at: Date
    by_id: string
    by_name: string
  }
  package_moves: {
    institution_id: string
    id: Generated<string>
    package_id: string
    move: string
    on_day: string
    way: Generated<string>
    to_whom: Generated<string>
    their_number: Generated<string>
    reason: Generated<string>
    undoes: string | null
    at: Date
    by_id: string
    by_name: string
    request_key: string
  }
  package_runs: {
    institution_id: string
    id: Generated<string>
    procedure: string
    kind: string
    request_key: string
    by_id: string
    by_name: string
    proposed_at: Date
    checked_at: Date | null
    started_at: Date | null
    because: Generated<string>
    stopped_at: Date | null
    stopped_by_name: string | null
    ended_at: Date | null
  }
  packages: {
    institution_id: string
    id: Generated<string>
    procedure: string
    kind: string
    case_id: string
    run_id: string
    year: number
    sequence: number
    number: string
    version: number
    letter_id: string | null
    fingerprint: string
    contents: ColumnType<Json, string, string>
    because: Generated<string>
    shown_as: string
    case_number: string
    numbered_at: Date
    by_id: string
    by_name: string
    made_at: Date | null
    pages: number | null
    state: Generated<string>
    on_day: string | null
    their_number: Generated<string>
  }
  paper_attestations: {
    institution_id: string
    id: Generated<string>
    document_id: string
    kind: string
    language: Generated<string>
    by_whom: Generated<string>
    country: Generated<string>
    number: Generated<string>
    on_day: string | null
    file_id: string | null
    at: Date
    by_id: string
    by_name: string
    request_key: string
    removed_at: Date | null
    removed_by_name: string | null
  }
  partner_contacts: {
    institution_id: string
    id: string
    partner_id: string
    name: string
    post: Generated<string>
    email: Generated<string>
    phone: Generated<string>
    language: string
    role: string
    how: string
    archived_at: Date | null
    channel: Generated<string>
    note: Generated<string>
  }
  partner_file_looks: {
    institution_id: string
    file_id: string
    at: Date
    by_id: string
    by_name: string
  }
  partner_files: {
    institution_id: string
    id: Generated<string>
    partner_id: string
    title: string
    name: string
    kind: string
    bytes: number
    pages: number | null
    sha256: string
    blob_id: string
    thumbnail_blob_id: string | null
    is_sensitive: Generated<boolean>
    at: Date
    by_name: string
    removed_at: Date | null
    removed_by: string | null
  }
  partner_merges: {
    institution_id: string
    id: string
    gone_id: string
    into_id: string
    moved: Generated<string[]>
    before: ColumnType<Json, string, string>
    after: ColumnType<Json, string, string>
    at: Date
    by_name: string
    undone_at: Date | null
    undone_by: string | null
  }
  partner_notes: {
    institution_id: string
    id: string
    partner_id: string
    kind: string
    on_day: string
    who: Generated<string>
    said: string
    next: Generated<string>
    at: Date
    by_id: string
    by_name: string
    struck_at: Date | null
    struck_by: string | null
  }
  partner_successions: {
    institution_id: string
    before_id: string
    after_id: string
    how: string
    on_day: string | null
  }
  partner_templates: {
    institution_id: string
    id: string
    partner_id: string
    name: string
    bytes: number
    blob_id: string
    mapping: ColumnType<Json, string, string>
    version: Generated<number>
    at: Date
    by_name: string
    retired_at: Date | null
  }
  partner_twos: {
    institution_id: string
    one_id: string
    other_id: string
    at: Date
    by_name: string
  }
  partners: {
    institution_id: string
    id: Generated<string>
    key: string | null
    name: string
    names: ColumnType<Json, string | undefined, string>
    kind: string
    country: string | null
    city: ColumnType<Json | null, string | null | undefined, string | null>
    region: ColumnType<Json | null, string | null | undefined, string | null>
    status: string
    site: string | null
    said: ColumnType<Json, string | undefined, string>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    is_public: Generated<boolean>
    last_contact: string | null
    last_contact_about: Generated<string>
    words: Generated<string>
    sort_order: Generated<number>
    merged_into: string | null
    version: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
    archived_at: Date | null
    identifiers: ColumnType<Json, string | undefined, string>
    latitude: number | null
    longitude: number | null
    order_place: number | null
  }
  passkeys: {
    id: string
    account_id: string
    name: string
    public_key: string
    counter: Generated<number>
    transports: Generated<string[]>
    added_at: Date
    used_at: Date | null
  }
  passport_sights: {
    institution_id: string
    id: string
    person_id: string
    number: Generated<string>
    seen_on: string
    to_whom: Generated<string>
    what_for: Generated<string>
    back_by: string | null
    returned_on: string | null
    at: Date
    by_id: string
    by_name: string
    returned_at: Date | null
    returned_by_name: string | null
  }
  person_keys: {
    institution_id: string
    key: string
    person_id: string
  }
  persons: {
    institution_id: string
    id: Generated<string>
    account_id: string | null
    names: ColumnType<Json, string | undefined, string>
    shown_as: string
    birth_day: string | null
    citizenship: string | null
    email: string | null
    phone: string | null
    language: Generated<string>
    created_at: Generated<Date>
    merged_into: string | null
  }
  pictures: {
    institution_id: string
    id: Generated<string>
    name: string
    sha256: string
    original_blob_id: string | null
    sizes: ColumnType<Json, string | undefined, string>
    failed_at: Date | null
    alt: ColumnType<Json | null, string | null | undefined, string | null>
    caption: ColumnType<Json | null, string | null | undefined, string | null>
    people: string | null
    consent: Generated<string>
    at: Date
    by_name: string
    touched_at: Date
    archived_at: Date | null
    version: Generated<number>
  }
  print_checks: {
    institution_id: string
    file_id: string
    pages: number
    problem: Generated<string>
    photo: ColumnType<Json | null, string | null | undefined, string | null>
    checked_at: Date
  }
  programmes: {
    institution_id: string
    id: string
    unit: string
    level: string | null
    code: string | null
    name: ColumnType<Json, string, string>
    profiles: ColumnType<Json, string | undefined, string>
    mode: string | null
    asks_direction: Generated<boolean>
    open_for_application: Generated<boolean>
    note: ColumnType<Json | null, string | null | undefined, string | null>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
  }
  public_answers: {
    institution_id: string
    id: Generated<string>
    topic: string
    question: ColumnType<Json, string, string>
    answer: ColumnType<Json, string, string>
    case_id: string | null
    is_shown: Generated<boolean>
    at: Date
    archived_at: Date | null
    version: Generated<number>
  }
  publication_files: {
    institution_id: string
    id: Generated<string>
    publication_id: string
    version: number
    note: Generated<string>
    name: string
    kind: string
    bytes: number
    pages: number
    sha256: string
    blob_id: string
    thumbnail_blob_id: string | null
    at: Date
    by_name: string
  }
  publications: {
    institution_id: string
    id: string
    kind: string
    title: ColumnType<Json, string, string>
    audience: ColumnType<Json | null, string | null | undefined, string | null>
    year: number | null
    is_public: boolean
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
    withdrawn_at: Date | null
  }
  record_edits: {
    institution_id: string
    at: Generated<Date>
    by_id: string
    by_name: string
    record: string
    before: ColumnType<Json, string, string>
    after: ColumnType<Json, string, string>
  }
  register_scans: {
    institution_id: string
    id: Generated<string>
    incoming_id: string | null
    order_id: string | null
    name: string
    kind: string
    bytes: number
    pages: number
    sha256: string
    blob_id: string
    thumbnail_blob_id: string | null
    at: Date
    by_name: string
  }
  registers: {
    institution_id: string
    register: string
    year: number
    last: Generated<number>
  }
  reminder_pauses: {
    institution_id: string
    person_id: string
    until: string
    why: string
    at: Date
    by_id: string
    by_name: string
  }
  reminders: {
    institution_id: string
    id: Generated<string>
    person_id: string
    about: string
    case_id: string | null
    kind: string
    due: string
    days_before: number
    recipient: Generated<string>
    to_name: string
    address: string | null
    language: string
    at: Date
  }
  representation_cases: {
    institution_id: string
    representation_id: string
    case_id: string
  }
  representations: {
    id: Generated<string>
    request_key: string
    asked_by: string
    applicant_email: string
    applicant_id: string | null
    applicant_name: Generated<string>
    representative_email: string
    representative_id: string | null
    representative_name: string
    kind: string
    until: string
    every_case: Generated<boolean>
    may_send: Generated<boolean>
    may_accept: Generated<boolean>
    copies: Generated<boolean>
    language: string
    token_hash: string
    link_until: string
    asked_at: Date
    agreed_at: Date | null
    ended_at: Date | null
    ended_by: string | null
  }
  return_reasons: {
    institution_id: string
    key: string
    text: ColumnType<Json, string, string>
    since: Date
    by_id: string
    by_name: string
    retired_at: Date | null
  }
  rule_checks: {
    institution_id: string
    id: Generated<string>
    rule_id: string
    fingerprint: string
    note: string
    by_id: string
    by_name: string
    at: Date
    back_at: Date | null
    back_by_id: string | null
    back_by_name: string | null
  }
  saved_views: {
    institution_id: string
    id: Generated<string>
    procedure: string
    name: string
    query: string
    owner_id: string
    owner_name: string
    saved_at: Generated<Date>
    shared_at: Date | null
  }
  second_factors: {
    id: string
    secret: string
    backup_codes: string
    user_id: string
    verified: Generated<boolean | null>
    failed_verification_count: Generated<number | null>
    locked_until: Date | null
  }
  selection_answers: {
    institution_id: string
    id: Generated<string>
    call_id: string
    case_id: string
    seq: number
    kind: string
    cause: string
    host: string | null
    nth: number | null
    funder: string | null
    rank: number | null
    why: ColumnType<Json, string, string>
    reason: string | null
    at: Date
    by_id: string
    by_name: string
    by_role: string
    taken_at: Date | null
    hindered: string | null
  }
  selection_appeals: {
    institution_id: string
    id: Generated<string>
    call_id: string
    case_id: string
    answer_id: string
    text: string
    at: Date
    due: string
    outcome: string | null
    reason: string | null
    decided_at: Date | null
    decided_by_id: string | null
    decided_by_name: string | null
  }
  selection_decisions: {
    institution_id: string
    id: Generated<string>
    call_id: string
    case_id: string
    kind: string
    host: string | null
    funder: string | null
    reason: string
    at: Date
    by_id: string
    by_name: string
    request_key: string
  }
  selection_named: {
    institution_id: string
    call_id: string
    case_id: string
    reason: string
    at: Date
    by_id: string
    by_name: string
  }
  selection_places: {
    institution_id: string
    id: Generated<string>
    call_id: string
    host: string
    places: number
    reason: string
    at: Date
    by_id: string
    by_name: string
  }
  selection_results: {
    institution_id: string
    call_id: string
    run_id: string
    at: Date
    day: string
    by_id: string
    by_name: string
    by_role: string
    appeal_until: string
  }
  selection_rows: {
    institution_id: string
    run_id: string
    case_id: string
    rank: number
    ranked: boolean
    score: number | null
    outcome: string
    host: string | null
    nth: number | null
    funder: string | null
    by_hand: boolean
    why: ColumnType<Json, string, string>
  }
  selection_runs: {
    institution_id: string
    id: Generated<string>
    call_id: string
    seq: number
    at: Date
    by_id: string
    by_name: string
    ground: string
    asked: ColumnType<Json, string, string>
    placed: number
    reserve: number
    out: number
  }
  sessions: {
    id: string
    expires_at: Date
    token: string
    created_at: Generated<Date>
    updated_at: Generated<Date>
    ip_address: string | null
    user_agent: string | null
    user_id: string
    works_at: string | null
    both_factors: Generated<boolean>
  }
  sign_in_challenges: {
    id: string
    purpose: string
    account_id: string | null
    content: ColumnType<Json, string | undefined, string>
    ends_at: Date
  }
  site_entries: {
    institution_id: string
    id: Generated<number>
    source: string
    key: string
    kind: string
    path: string
    title: ColumnType<Json, string, string>
    body: ColumnType<Json, string, string>
    hash: string
  }
  site_page_versions: {
    institution_id: string
    page_id: string
    version: number
    slug: string
    content: ColumnType<Json, string, string>
    what: string
    block_id: string | null
    at: Date
    by_id: string | null
    by_name: string
  }
  site_pages: {
    institution_id: string
    id: Generated<string>
    slug: string
    content: ColumnType<Json, string, string>
    version: Generated<number>
    published_version: number | null
    publish_at: Date | null
    publish_version: number | null
    take_down_at: Date | null
    menu_order: number | null
    created_at: Date
    archived_at: Date | null
  }
  site_redirects: {
    institution_id: string
    from_path: string
    to_path: string
    page_id: string | null
    at: Date
    by_name: string
  }
  site_searchable: {
    institution_id: string
    since: Date
  }
  site_vocabulary: {
    institution_id: string
    word: string
    entries: number
  }
  site_words: {
    institution_id: string
    word: string
    titleless: boolean
    entry_id: number
    titles: number
    bodies: number
  }
  sleeping_settings: {
    institution_id: string
    months: number
    at: Date
    by_name: string
  }
  sleeping_snoozes: {
    institution_id: string
    agreement_id: string
    until_day: string
    why: Generated<string>
    at: Date
    by_name: string
  }
  staff: {
    institution_id: string
    id: string
    unit: string
    name: string
    post: ColumnType<Json, string, string>
    former: Generated<boolean>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
  }
  stage_times: {
    institution_id: string
    procedure: string
    stage: string
    cases: number
    usual_days: number
    most_days: number
    counted_on: string
  }
  stay_changes: {
    institution_id: string
    record_id: string
    version: number
    what: string
    before: ColumnType<Json | null, string | null | undefined, string | null>
    why: Generated<string>
    at: Date
    by_id: string
    by_name: string
  }
  stay_clocks: {
    institution_id: string
    person_id: string
    record_id: string
    name: string
    due: string
    start_on: string
    provisional: boolean
    rule: string | null
  }
  stay_looks: {
    institution_id: string
    id: Generated<string>
    person_id: string
    at: Date
    by_id: string
    by_name: string
  }
  stay_records: {
    institution_id: string
    id: Generated<string>
    person_id: string
    kind: string
    number: Generated<string>
    from_on: string | null
    to_on: string | null
    said: ColumnType<Json, string | undefined, string>
    case_id: string | null
    state: Generated<string>
    ended_on: string | null
    ended_why: Generated<string>
    version: Generated<number>
    added_at: Date
    by_id: string
    by_name: string
  }
  stay_statements: {
    institution_id: string
    id: string
    person_id: string
    kind: string
    typed: ColumnType<Json, string, string>
    said_at: Date
    outcome: string | null
    answer: Generated<string>
    record_id: string | null
    answered_at: Date | null
    answered_by: string | null
  }
  straight_applications: {
    institution_id: string
    id: Generated<string>
    call_id: string
    name: string
    email: string | null
    hosts: string
    how: string
    learnt_on: string
    at: Date
    by_id: string
    by_name: string
    request_key: string
    removed_at: Date | null
    removed_by: string | null
  }
  student_needs: {
    institution_id: string
    student_id: string
    visa_support: boolean
    visa_from: string | null
    consulate: string | null
    arrives_on: string | null
    hostel: boolean
    preparatory: boolean
    emergency_name: string
    emergency_phone: string
  }
  student_states: {
    institution_id: string
    student_id: string
    seq: number
    state: string
    since: string
    reason: string
    at: Date
    by_id: string
    by_name: string
  }
  students: {
    institution_id: string
    id: Generated<string>
    number: string
    person_id: string
    case_id: string | null
    programme: string | null
    programme_name: ColumnType<Json, string, string>
    level: string
    basis: string | null
    basis_about: Generated<string>
    since: string
    state: string
    state_since: string
    words: string
    unit: string | null
  }
  summer_school_editions: {
    institution_id: string
    school_id: string
    year: number
    number: number | null
    from_day: string | null
    to_day: string | null
    opening_day: string | null
    opening_place: ColumnType<Json | null, string | null | undefined, string | null>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    version: Generated<number>
  }
  summer_school_lines: {
    institution_id: string
    id: Generated<string>
    school_id: string
    year: number | null
    kind: string
    said: ColumnType<Json, string, string>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    version: Generated<number>
  }
  summer_school_people: {
    institution_id: string
    id: Generated<string>
    school_id: string
    year: number
    family: string
    given: string
    mail: string
    birth_day: string
    citizenship: string
    field: string
    funder: Generated<string>
    state: Generated<string>
    twin: string
    version: Generated<number>
    at: Date
    by_name: string
  }
  summer_schools: {
    institution_id: string
    id: string
    name: ColumnType<Json, string, string>
    goal: ColumnType<Json, string, string>
    about: ColumnType<Json, string, string>
    course: ColumnType<Json, string, string>
    weeks: number | null
    own_usual: number | null
    foreign_usual: number | null
    foreign_is_least: Generated<boolean>
    call_key: string | null
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
    version: Generated<number>
  }
  taken_over: {
    case_id: string
    account_id: string
    from_institution: string
    from_case: string
    sections: string[]
    at: Date
  }
  text_uses: {
    institution_id: string
    template: string
    seq: number
    version: number | null
    by_id: string
    by_name: string
    at: Date
  }
  text_versions: {
    institution_id: string
    template: string
    version: number
    texts: ColumnType<Json, string, string>
    by_id: string
    by_name: string
    at: Date
  }
  transcript_entries: {
    institution_id: string
    id: string
    person_id: string
    session: number
    subject: string
    subject_key: string
    credits: number | null
    kind: string
    grade: number | null
    attempt: Generated<number>
    taken_on: string | null
    sheet_id: string | null
    at: Date
    by_id: string
    by_name: string
    confirmed_at: Date | null
    confirmed_by: string | null
    struck_at: Date | null
    struck_by: string | null
  }
  transcript_sheets: {
    institution_id: string
    id: string
    person_id: string | null
    file_name: string
    cells: ColumnType<Json, string, string>
    heading_row: number
    fields: ColumnType<Json, string, string>
    state: Generated<string>
    lines: number
    stayed: Generated<number>
    at: Date
    by_id: string
    by_name: string
    by_subject: boolean
    ended_at: Date | null
    undone_at: Date | null
    undone_by: string | null
  }
  transcripts: {
    institution_id: string
    person_id: string
    version: Generated<number>
    entries: Generated<number>
    waiting: Generated<number>
    changed_at: Date
  }
  unclaimed_blobs: {
    blob_id: string
    since: Date
  }
  unclear_facts: {
    institution_id: string
    id: string
    about: ColumnType<Json, string, string>
    readings: ColumnType<Json, string, string>
    sort_order: Generated<number>
    pack_hash: string | null
    answer: string | null
    cleared_by: string | null
    cleared_at: Date | null
  }
  unit_names: {
    institution_id: string
    unit: string
    since: string
    kind: string
    name: ColumnType<Json, string, string>
    basis: ColumnType<Json | null, string | null | undefined, string | null>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    by_name: string | null
    at: Generated<Date>
  }
  units: {
    institution_id: string
    id: string
    parent: string | null
    kind: string
    name: ColumnType<Json, string, string>
    note: ColumnType<Json | null, string | null | undefined, string | null>
    source: ColumnType<Json | null, string | null | undefined, string | null>
    sort_order: Generated<number>
    pack_hash: string | null
    edited_at: Date | null
  }
  upload_parts: {
    institution_id: string
    upload_id: string
    starts_at: number
    bytes: number
    blob_id: string
  }
  uploads: {
    institution_id: string
    id: Generated<string>
    case_id: string
    type: string
    name: string
    length: number
    received: Generated<number>
    sha256: string | null
    link_id: string | null
    begun_at: Date
    moved_at: Date
    finishing_at: Date | null
    ended_at: Date | null
    ending: ColumnType<Json | null, string | null | undefined, string | null>
  }
  verifications: {
    id: string
    identifier: string
    value: string
    expires_at: Date
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  waiting_places: {
    institution_id: string
    case_id: string
    programme: string
    programme_name: ColumnType<Json, string, string>
    place: string
    moved_by: string | null
  }
  webhook_attempts: {
    institution_id: string
    id: Generated<string>
    delivery_id: string
    at: Date
    status: number | null
    trouble: string | null
    milliseconds: number
  }
  webhook_deliveries: {
    institution_id: string
    id: Generated<string>
    webhook_id: string
    event: string
    body: string
    made_at: Date
    state: Generated<string>
    attempts: Generated<number>
    next_at: Date
  }
  webhooks: {
    institution_id: string
    id: Generated<string>
    name: string
    url: string
    events: string[]
    sealed_secret: string
    request_key: string
    made_at: Date
    made_by: string
    stopped_at: Date | null
    stopped_by: string | null
    failing_since: Date | null
    paused_until: Date | null
    removed_at: Date | null
  }
}
