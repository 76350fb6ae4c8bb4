// node read.cjs READER LIST PASSES: reads the feed files that LIST names, one path a line, PASSES times, and prints what the last pass came to:
// files read, entries found, bytes, milliseconds by the clock and of the processors, peak memory in bytes.
'use strict';
const fs = require('node:fs');

const rssParser = () => {
  const Parser = require('rss-parser');
  const parser = new Parser();
  return async (content) => (await parser.parseString(content.toString('utf8'))).items.length;
};

const feedparser = () => {
  const FeedParser = require('feedparser');
  return (content) => new Promise((resolve, reject) => {
    let entries = 0;
    const stream = new FeedParser({ feedurl: 'http://feeds.invalid/feeds/feed' });
    stream.on('error', reject);
    stream.on('readable', () => {
      while (stream.read() !== null) {
        entries++;
      }
    });
    stream.on('end', () => resolve(entries));
    stream.end(content);
  });
};

const readers = { 'rss-parser': rssParser, feedparser };

const main = async ([name, list, passes]) => {
  const read = readers[name]();
  const files = fs.readFileSync(list, 'utf8').split('\n').filter((line) => line.length > 0);
  for (let pass = 1; pass <= Number(passes); pass++) {
    let done = 0;
    let entries = 0;
    const cpu = process.cpuUsage();
    const began = process.hrtime.bigint();
    for (const path of files) {
      try {
        entries += await read(fs.readFileSync(path));
        done++;
      } catch {
        // Not read: it is counted as that.
      }
    }
    const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
    const { user, system } = process.cpuUsage(cpu);
    if (pass === Number(passes)) {
      const bytes = files.reduce((sum, path) => sum + fs.statSync(path).size, 0);
      console.log([done, entries, bytes, milliseconds, (user + system) / 1e3, process.resourceUsage().maxRSS * 1024].join(' '));
    }
  }
};

// A peer may throw on its own after it has failed a file; that file is failed already.
process.on('uncaughtException', () => {});
main(process.argv.slice(2));
