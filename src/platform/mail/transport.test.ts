import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type OutgoingMail, openTransport, plainAddress } from './transport.ts'

const mail: OutgoingMail = {
  from: { name: 'Эл аралык бөлүм', address: 'office@example.kg' },
  to: { name: 'Zoë Müller', address: 'zoe@example.com' },
  subject: 'Ваше заявление получено: жаңы көпүрө',
  text: 'Здравствуйте!\n.\nA line with a dot alone.',
  html: '<p>Здравствуйте!</p>',
  language: 'ru',
  messageId: 'mail-17@example.kg',
}

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A mail server of thirty lines: it keeps what came, and says no where it is told to. */
async function mailServer(no: Partial<Record<'MAIL' | 'RCPT' | 'DATA', string>> = {}) {
  const got: { envelope: string[]; message: string; connections: number } = {
    envelope: [],
    message: '',
    connections: 0,
  }
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    got.connections += 1
    sockets.add(socket)
    let buffered = ''
    let reading = false
    socket.write('220 test ESMTP\r\n')
    socket.on('error', () => {})
    socket.on('data', (piece) => {
      buffered += piece.toString('latin1')
      if (reading) return readMessage()
      for (let end = buffered.indexOf('\r\n'); end >= 0 && !reading; end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end)
        buffered = buffered.slice(end + 2)
        answer(line)
      }
    })
    const answer = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') return void socket.write('250-test\r\n250 8BITMIME\r\n')
      if (verb === 'MAIL' || verb === 'RCPT') {
        got.envelope.push(line)
        return void socket.write(`${no[verb] ?? '250 ok'}\r\n`)
      }
      if (verb !== 'DATA') return void socket.write('250 ok\r\n')
      reading = true
      socket.write('354 go on\r\n')
    }
    const readMessage = () => {
      const end = buffered.indexOf('\r\n.\r\n')
      if (end < 0) return
      got.message = buffered.slice(0, end)
      buffered = buffered.slice(end + 5)
      reading = false
      socket.write(`${no.DATA ?? '250 2.0.0 queued as 4242'}\r\n`)
    }
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const transport = openTransport(`smtp://127.0.0.1:${port}`)
  open.push(() => {
    transport.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { got, transport, headers: () => got.message.split('\r\n\r\n')[0] ?? '' }
}

describe('sending', () => {
  test('a mail arrives with its languages, and the answer of the server is kept', async () => {
    const { transport, got, headers } = await mailServer()
    const attachments = [{ name: 'Письмо.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7') }]
    const headers2 = { 'List-Unsubscribe': '<https://example.kg/off>' }
    expect(await transport.send({ ...mail, attachments, headers: headers2 })).toEqual({
      accepted: true,
      answer: '250 2.0.0 queued as 4242',
    })
    expect(got.envelope).toEqual(['MAIL FROM:<office@example.kg>', 'RCPT TO:<zoe@example.com>'])
    expect(headers()).toContain('Message-ID: <mail-17@example.kg>')
    expect(headers()).toContain('Content-Language: ru')
    expect(headers()).toContain('List-Unsubscribe: <https://example.kg/off>')
    expect(headers()).toMatch(/Subject: =\?UTF-8\?/)
    expect(got.message).toContain(Buffer.from('%PDF-1.7').toString('base64'))
  })

  test('no line is longer than mail allows, whatever the text', async () => {
    const { transport, got } = await mailServer()
    await transport.send({
      ...mail,
      subject: 'ө'.repeat(900),
      text: `${'я'.repeat(5000)} ${'x'.repeat(5000)}`,
      headers: { 'X-Long': 'a'.repeat(900) },
    })
    expect(Math.max(...got.message.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
  })

  test('a line break in a subject, a name, a header or a file name begins no header', async () => {
    const { transport, headers, got } = await mailServer()
    const evil = 'x\r\nBcc: victim@example.com\r\n\r\nbody'
    await transport.send({
      ...mail,
      subject: evil,
      from: { name: evil, address: 'office@example.kg' },
      to: { name: evil, address: 'zoe@example.com' },
      language: evil,
      messageId: evil,
      headers: { 'X-Note': evil },
      attachments: [{ name: evil, type: 'text/plain\r\nBcc: v@example.com', content: Buffer.from('x') }],
    })
    expect(got.message).not.toMatch(/^Bcc:/im)
    expect(headers()).toContain('MIME-Version')
    expect(got.envelope.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<zoe@example.com>'])
    await expect(transport.send({ ...mail, headers: { 'X\r\nBcc': 'v@example.com' } })).rejects.toThrow(RangeError)
  })

  test.each([
    'zoe@example.com\r\nRCPT TO:<victim@example.com>',
    'zoe@example.com, victim@example.com',
    '<zoe@example.com>',
  ])('an address that is more than an address goes nowhere: %j', async (address) => {
    const { transport, got } = await mailServer()
    expect(await transport.send({ ...mail, to: { address } })).toMatchObject({ accepted: false, permanent: true })
    expect(got.envelope).toEqual([])
  })

  test('a Cyrillic domain is written as the net wants it', async () => {
    const { transport, got } = await mailServer()
    await transport.send({ ...mail, to: { address: 'zoe@пример.рф' } })
    expect(got.envelope[1]).toBe('RCPT TO:<zoe@xn--e1afmkfd.xn--p1ai>')
  })

  test('a final no is told as one, a no for now as another', async () => {
    const final = await mailServer({ RCPT: '550 5.1.1 no such user' })
    expect(await final.transport.send(mail)).toEqual({
      accepted: false,
      answer: '550 5.1.1 no such user',
      permanent: true,
    })
    const later = await mailServer({ RCPT: '450 4.2.1 try later' })
    expect(await later.transport.send(mail)).toEqual({ accepted: false, answer: '450 4.2.1 try later' })
    const content = await mailServer({ DATA: '554 5.7.1 looks like spam' })
    expect(await content.transport.send(mail)).toEqual({
      accepted: false,
      answer: '554 5.7.1 looks like spam',
      permanent: true,
    })
  })

  test('no server at all is an answer too', async () => {
    const transport = openTransport('smtp://127.0.0.1:1')
    open.push(() => transport.close())
    expect(await transport.send(mail)).toEqual({ accepted: false, answer: expect.stringContaining('ECONNREFUSED') })
  })

  test('many mails share a few connections', async () => {
    const { transport, got } = await mailServer()
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, at) => transport.send({ ...mail, messageId: `m${at}@example.kg` })),
    )
    expect(sent.every((each) => each.accepted)).toBe(true)
    expect(got.connections).toBeLessThanOrEqual(3)
  })
})

describe('addresses', () => {
  test.each([
    ['  Zoe.Example@GMAIL.com ', 'Zoe.Example@gmail.com'],
    ["o'neil+study@sub.example.co.uk", "o'neil+study@sub.example.co.uk"],
    ['zoe@Пример.рф', 'zoe@пример.рф'],
    ['a@b.kg', 'a@b.kg'],
  ])('%j is %s', (typed, address) => {
    expect(plainAddress(typed)).toEqual({ ok: true, address })
  })

  test.each([
    ['', 'missing'],
    ['   ', 'missing'],
    ['zoe', 'not-an-address'],
    ['@example.com', 'not-an-address'],
    ['zoe@', 'not-an-address'],
    ['zoe@localhost', 'not-an-address'],
    ['zoe@example', 'not-an-address'],
    ['zoe@@example.com', 'not-an-address'],
    ['zoe example@example.com', 'not-an-address'],
    ['.zoe@example.com', 'not-an-address'],
    ['zo..e@example.com', 'not-an-address'],
    ['zoe@-example.com', 'not-an-address'],
    ['zoe@example..com', 'not-an-address'],
    ['zoe@10.0.0.1', 'not-an-address'],
    ['zoe@exam%70le.com', 'not-an-address'],
    ['"zoe"@example.com', 'not-an-address'],
    ['zoe@example.com\nBcc: x@y.kg', 'not-an-address'],
    ['zoё@gmail.com', 'cyrillic-letters'],
    ['аlina@gmail.com', 'cyrillic-letters'],
    ['alina@gmаil.com', 'cyrillic-letters'],
    [`${'z'.repeat(65)}@example.com`, 'too-long'],
    [`zoe@${'example.'.repeat(32)}com`, 'too-long'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(plainAddress(typed)).toEqual({ ok: false, problem })
  })

  test.each([
    ['gmial.com', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.ru', 'gmail.com'],
    ['gnail.com', 'gmail.com'],
    ['mail.rt', 'mail.ru'],
    ['mial.ru', 'mail.ru'],
    ['yndex.ru', 'yandex.ru'],
    ['iclod.com', 'icloud.com'],
    ['outlok.com', 'outlook.com'],
    ['hotmial.com', 'hotmail.com'],
    ['yaho.com', 'yahoo.com'],
    ['imbox.ru', 'inbox.ru'],
    ['bk.rt', 'bk.ru'],
    ['lst.ru', 'list.ru'],
  ])('%s asks about %s', (typed, meant) => {
    expect(plainAddress(`zoe@${typed}`)).toEqual({ ok: true, address: `zoe@${typed}`, suggestion: `zoe@${meant}` })
  })

  test.each([
    'gmail.com',
    'mail.com',
    'mail.kg',
    'ymail.com',
    'yandex.kz',
    'yandex.com',
    'kstu.kg',
    'vk.ru',
    'example.com',
    'qq.com',
    '163.com',
  ])('%s is left alone', (domain) => {
    expect(plainAddress(`zoe@${domain}`)).toEqual({ ok: true, address: `zoe@${domain}` })
  })
})
