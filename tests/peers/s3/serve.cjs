// node serve.cjs PORT FOLDER: an S3-compatible store on loopback, until its input ends. The key is S3RVER with the secret S3RVER.
// s3rver stores, lists and answers; it does not check signatures of version 4, so that is done here, as AWS's "Signature Version 4 signing process" says.
const crypto = require('node:crypto');
const http = require('node:http');
const S3rver = require('s3rver');

const [port, directory] = process.argv.slice(2);
const KEY = 'S3RVER';
const SECRET = 'S3RVER';

const sha256 = text => crypto.createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => crypto.createHmac('sha256', key).update(text).digest();

/** What is wrong with a request's signature, as S3 names it; null when nothing is. */
function wrong(request, body) {
  const said = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? '');
  if (!said) return 'AccessDenied';

  const [, key, day, region, signed, signature] = said;
  if (key !== KEY) return 'InvalidAccessKeyId';
  if (!signed.split(';').includes('host') || request.headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch';

  const [path, query = ''] = request.url.split('?');
  const canonical = [
    request.method,
    path,
    query.split('&').filter(part => part).map(part => part.includes('=') ? part : `${part}=`).sort().join('&'),
    ...signed.split(';').map(name => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signed,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n');
  const signingKey = ['aws4_request', 's3', region, day].reduceRight((before, part) => hmac(before, part), `AWS4${SECRET}`);
  return hmac(signingKey, toSign).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}

new S3rver({ address: '127.0.0.1', port: 0, directory, silent: true, vhostBuckets: false }).run().then(inner => {
  http.createServer((request, response) => {
    const pieces = [];
    request.on('data', piece => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces);
      const code = wrong(request, body);
      if (code) {
        response.writeHead(403, { 'content-type': 'application/xml' });
        response.end(request.method === 'HEAD' ? undefined : `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
        return;
      }

      const { authorization, ...headers } = request.headers;
      const on = http.request({ host: '127.0.0.1', port: inner.port, method: request.method, path: request.url, headers }, answer => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      on.on('error', () => response.destroy());
      on.end(body);
    });
  }).listen(Number(port), '127.0.0.1', () => console.log('ready'));
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
