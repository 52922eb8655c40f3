// OpenAI's client for Node against the running program: a simulated upstream, and servers in front of it.
// `run` beside this file installs the client and starts this.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import OpenAI from 'openai';

const UNDERSTUDY = process.env.UNDERSTUDY;
const KEY = 'key-of-the-tests';
const TEXT = 'Grüße: 15% of 850 is 127.5 🎯';
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';

// Each model does one thing; a question to it goes to the chain from it on.
const SCRIPT = {
    models: {
        talker: [{ text: TEXT, usage: { prompt: 31, completion: 17 } }],
        caller: [{ toolCall: { name: 'get_weather', arguments: { city: 'Århus' } } }, { text: 'It rains.' }],
        streamer: [{ toolCall: { name: 'get_weather', arguments: { city: 'Paris' } } }],
        filler: [{ jsonBySchema: true }],
        slow: [{ text: 'one two three', betweenTokensMillis: 3_600_000 }],
        breaker: [{ text: 'one two three', ending: 'reset', endingAfter: 2 }],
        failing: [{ error: 500 }],
    },
};

const WEATHER = {
    type: 'function',
    function: {
        name: 'get_weather',
        description: 'the weather of a city',
        parameters: { type: 'object', properties: { city: { type: 'string' } } },
    },
};

const home = mkdtempSync(join(tmpdir(), 'understudy-node-'));
const processes = [];
let upstream;
let server;

/** Starts the program and waits until it says where it listens. */
async function start(command, settings = {}) {
    const program = spawn(UNDERSTUDY, [...command, '--port', '0'], {
        cwd: home,
        env: { ...process.env, ...settings },
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    processes.push(program);
    for await (const line of createInterface({ input: program.stdout })) {
        if (line.startsWith('listening on ')) {
            return line.slice('listening on '.length);
        }
    }
    throw new Error(`understudy ${command.join(' ')} ended before it listened`);
}

/** A server with a ledger of its own, in front of the simulated upstream. */
function serve(name, settings = {}) {
    return start(['serve'], {
        UNDERSTUDY_HOME: join(home, name),
        OPENWEBUI_API_KEY: KEY,
        RETRY_DELAY_SECONDS: '0',
        ...settings,
    });
}

/** A client as its users set it up, and how many requests it has sent. */
function client(url, { apiKey = KEY, send = fetch } = {}) {
    const sent = { requests: 0 };
    const counted = (...request) => {
        sent.requests++;
        return send(...request);
    };
    return { sent, api: new OpenAI({ baseURL: `${url}/v1`, apiKey, fetch: counted }) };
}

function question(model, more = {}) {
    return { model, messages: [{ role: 'user', content: 'What is 15% of 850?' }], ...more };
}

/** The error that this ends in. */
async function failure(promise) {
    try {
        await promise;
    } catch (error) {
        return error;
    }
    return assert.fail('an error was expected');
}

async function status(url) {
    const response = await fetch(`${url}/api/v1/status`, { headers: { Authorization: `Bearer ${KEY}` } });
    return response.json();
}

before(async () => {
    const script = join(home, 'script.json');
    writeFileSync(script, JSON.stringify(SCRIPT));
    upstream = await start(['simulate', '--script', script]);
    const models = Object.keys(SCRIPT.models).map(
        (id) => `  - id: ${id}\n    upstream: ollama\n    url: ${upstream}\n    metered: ${id === 'talker'}\n`,
    );
    writeFileSync(join(home, 'understudy.yaml'), `models:\n${models.join('')}`);
    server = await serve('first', { MIDSTREAM: 'error' });
});

after(async () => {
    for (const program of processes) {
        if (program.exitCode === null) {
            const ended = new Promise((resolve) => program.once('exit', resolve));
            program.kill();
            await ended;
        }
    }
    rmSync(home, { recursive: true, force: true });
});

test('a completion has its text, reason, counts and query', async () => {
    const { data, response } = await client(server).api.chat.completions.create(question('talker')).withResponse();

    assert.equal(data.choices[0].message.content, TEXT);
    assert.equal(data.choices[0].finish_reason, 'stop');
    assert.equal(data.usage.total_tokens, 48);
    assert.equal(data._request_id, data.understudy.query_id);
    assert.match(response.headers.get('x-ratelimit-remaining-requests'), /^\d+$/);
});

test('a stream is the same answer, and its counts come last when asked for', async () => {
    const stream = await client(server).api.chat.completions.create(
        question('talker', { stream: true, stream_options: { include_usage: true } }),
    );
    const chunks = [];
    for await (const chunk of stream) {
        chunks.push(chunk);
    }

    assert.equal(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), TEXT);
    assert.deepEqual(chunks.at(-1).choices, []);
    assert.equal(chunks.at(-1).usage.total_tokens, 48);
    assert.equal(chunks.at(-2).choices[0].finish_reason, 'stop');
});

test('without include_usage every chunk of a stream has its choice', async () => {
    for await (const chunk of await client(server).api.chat.completions.create(question('talker', { stream: true }))) {
        assert.equal(chunk.choices.length, 1);
    }
});

test('a tool of the client is called, and its result reaches the model', async () => {
    const { api } = client(server);
    const asked = question('caller', { tools: [WEATHER] });

    const first = await api.chat.completions.create(asked);

    const [call] = first.choices[0].message.tool_calls;
    assert.equal(first.choices[0].finish_reason, 'tool_calls');
    assert.equal(call.function.name, 'get_weather');
    assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Århus' });

    const answer = await api.chat.completions.create({
        ...asked,
        messages: [
            ...asked.messages,
            first.choices[0].message,
            { role: 'tool', tool_call_id: call.id, content: 'rain, 9 degrees' },
        ],
    });
    assert.equal(answer.choices[0].message.content, 'It rains.');
});

test('calls of tools are gathered from a stream by the helper of the client', async () => {
    const stream = client(server).api.chat.completions.stream(question('streamer', { tools: [WEATHER] }));

    const { choices } = await stream.finalChatCompletion();

    assert.equal(choices[0].finish_reason, 'tool_calls');
    assert.deepEqual(JSON.parse(choices[0].message.tool_calls[0].function.arguments), { city: 'Paris' });
});

test('an answer by a schema is JSON of that schema', async () => {
    const schema = { type: 'object', properties: { age: { type: 'integer' } }, required: ['age'] };
    const completion = await client(server).api.chat.completions.create(
        question('filler', { response_format: { type: 'json_schema', json_schema: { name: 'person', schema } } }),
    );

    assert.equal(typeof JSON.parse(completion.choices[0].message.content).age, 'number');
});

test('an image is taken, and fields that nobody here knows do no harm', async () => {
    const completion = await client(server).api.chat.completions.create({
        model: 'talker',
        messages: [
            {
                role: 'user',
                content: [
                    { type: 'text', text: 'What?' },
                    { type: 'image_url', image_url: { url: PIXEL } },
                ],
            },
        ],
        store: true,
        of_next_year: { a: [1] },
    });

    assert.equal(completion.choices[0].message.content, TEXT);
});

test('the models are listed and found one by one', async () => {
    const { api } = client(server);
    const ids = [];
    for await (const model of api.models.list()) {
        ids.push(model.id);
    }

    assert.ok(['autogen-agents', 'chat', 'talker', 'failing'].every((id) => ids.includes(id)), ids.join());
    assert.equal((await api.models.retrieve('talker')).id, 'talker');
});

test('mistakes of the client are errors of their own class, with a code, and sent once', async () => {
    const wrongKey = client(server, { apiKey: 'wrong' });
    const { api, sent } = client(server);

    const unauthorised = await failure(wrongKey.api.chat.completions.create(question('chat')));
    assert.ok(unauthorised instanceof OpenAI.AuthenticationError);
    assert.equal(unauthorised.code, 'invalid_api_key');
    assert.equal(wrongKey.sent.requests, 1);

    const unknown = await failure(api.chat.completions.create(question('none')));
    assert.ok(unknown instanceof OpenAI.NotFoundError);
    assert.equal(unknown.code, 'model_not_found');

    const wrong = await failure(api.chat.completions.create(question('chat', { temperature: 3, stream: true })));
    assert.ok(wrong instanceof OpenAI.BadRequestError);
    assert.equal(wrong.param, 'temperature');
    assert.equal(sent.requests, 2);
});

test('failed attempts are not multiplied by the retries of the client', async () => {
    for (const stream of [false, true]) {
        const { api, sent } = client(server);

        const error = await failure(api.chat.completions.create(question('failing', { stream })));

        assert.ok(error instanceof OpenAI.InternalServerError);
        assert.equal(error.code, 'upstream_unavailable');
        assert.equal(error.headers.get('x-should-retry'), 'false');
        assert.equal(sent.requests, 1);
    }
});

test('a spent quota is told once, with the time when it ends', async () => {
    const { api, sent } = client(await serve('spent', { API_QUOTA_DAILY_LIMIT: '1' }));
    await api.chat.completions.create(question('talker'));

    const error = await failure(api.chat.completions.create(question('talker')));

    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.equal(error.code, 'insufficient_quota');
    assert.ok(Number(error.headers.get('retry-after')) >= 0);
    assert.equal(sent.requests, 2);
});

test('a stream that breaks off is an error behind its text', async () => {
    const { api, sent } = client(server);
    const stream = await api.chat.completions.create(question('breaker', { stream: true }));
    let text = '';

    const error = await failure(
        (async () => {
            for await (const chunk of stream) {
                text += chunk.choices[0]?.delta.content ?? '';
            }
        })(),
    );

    assert.match(text, /^one/);
    assert.ok(error instanceof OpenAI.APIError);
    assert.equal(error.code, 'upstream_unavailable');
    assert.equal(sent.requests, 1);
});

test('an answer that was lost on the way is had again without asking twice', async () => {
    let lost = 0;
    const { api, sent } = client(server, {
        send: async (...request) => {
            const response = await fetch(...request);
            await response.text();
            if (lost++ === 0) {
                throw new TypeError('the connection was lost');
            }
            return fetch(...request);
        },
    });
    const before = (await (await fetch(`${server}/api/v1/usage`, { headers: { 'X-API-Key': KEY } })).json())
        .requests_today;

    const { data, response } = await api.chat.completions
        .create(question('talker', { seed: 7 }), { headers: { 'Idempotency-Key': 'once-1' } })
        .withResponse();

    assert.equal(data.choices[0].message.content, TEXT);
    assert.equal(response.headers.get('idempotent-replayed'), 'true');
    assert.equal(sent.requests, 2);
    const usage = await (await fetch(`${server}/api/v1/usage`, { headers: { 'X-API-Key': KEY } })).json();
    assert.equal(usage.requests_today, before + 1);
});

test('a stream that the client leaves stops its query', async () => {
    const stream = await client(server).api.chat.completions.create(question('slow', { stream: true }));
    for await (const chunk of stream) {
        if (chunk.choices[0].delta.content) {
            break;
        }
    }

    let running = 1;
    for (let i = 0; running > 0 && i < 2_000; i++) {
        running = (await status(server)).running_queries;
    }
    assert.equal(running, 0);
});

test('the agents answer through the client too', async () => {
    const completion = await client(server).api.chat.completions.create(question('autogen-agents'));

    assert.match(completion.choices[0].message.content, /127\.5/);
});
