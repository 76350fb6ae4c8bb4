// node languages.mjs LIST: tells the language of each text of LIST (a JSON array of strings) by franc-min, as ISO 639-3, one a line;
// then the texts told in a second, in passes over all of them that take at least three seconds.
import { readFileSync } from 'node:fs';
import { franc } from 'franc-min';

const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const options = { minLength: 1 };
for (const text of texts) {
  console.log(franc(text, options));
}

let told = 0;
const began = process.hrtime.bigint();
const seconds = () => Number(process.hrtime.bigint() - began) / 1e9;
while (texts.length > 0 && seconds() < 3) {
  for (const text of texts) {
    franc(text, options);
  }
  told += texts.length;
}
console.log(told / seconds());
