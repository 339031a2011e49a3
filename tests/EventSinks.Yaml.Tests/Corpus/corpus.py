#!/usr/bin/python3
"""Says what Heat's loader makes of documents: PyYAML's CSafeLoader, with text and timestamps constructed as plain strings.

  corpus.py generate SEED COUNT   makes documents and writes a record of each
  corpus.py record FILE           reads records and writes them again, with what PyYAML says today

A record is a JSON object on a line. It has the document, as "text" or as "base64" of its bytes, and one of
  "json"     what json.dumps writes of what was read
  "notJson"  the exception of json.dumps
  "error"    the exception of reading
Whatever else it has is kept: "topic", and "here" for what EventSinks makes of a document that PyYAML refuses.
"""

import base64
import json
import random
import sys

import yaml


class HeatLoader(yaml.CSafeLoader):
    """The loader of Heat's templates and environments."""


for name in ('str', 'timestamp'):
    HeatLoader.add_constructor('tag:yaml.org,2002:' + name, lambda loader, node: loader.construct_scalar(node))


def read(record):
    """Adds what PyYAML says to a record that has a document."""
    for key in ('json', 'notJson', 'error'):
        record.pop(key, None)
    document = base64.b64decode(record['base64']) if 'base64' in record else record['text']
    try:
        value = yaml.load(document, Loader=HeatLoader)
    except Exception as error:  # whatever it is, the document is refused
        record['error'] = type(error).__name__
        return record
    try:
        record['json'] = json.dumps(value)
    except Exception as error:
        record['notJson'] = type(error).__name__
    return record


MIXED = ['a', 'b', 'c', 'key', 'x y', ': ', ':', '- ', '-', '\n', '\n  ', '\n ', '\n    ', '\n\n', '\r\n', '\r', '[', ']', '{', '}', ', ',
         ',', '"', "'", '"q"', "'s'", '#', ' # c', '&x ', '&y ', '*x', '*y ', '!!str ', '!!int ', '!!seq ', '!!map ', '!!null ', '!!float ',
         '!!bool ', '!', '! ', '!a ', '!<tag:yaml.org,2002:str> ', '!!', '| ', '|\n', '|+\n', '>-\n', '>\n', '|2\n', '|-1\n', '>+ ', '? ',
         '?', '\n? ', '\n: ', '<<: ', '<<', '=', '5', '1:30', 'yes', '0x1F', '1.5', '~', 'null', '\t', '---\n', '---', '--- ', '...\n',
         '...', '%YAML 1.1\n', '%TAG !e! tag:yaml.org,2002:\n', '!e!str ', '%', '@', '`', '\\', '\\n', '\\x41', '\\u00e9', '"\\\n  b"', 'é',
         '😀', '\u0085', '\u2028', ' ', '  ', '\ufeff', '\u00a0', 'true', '2001-01-01', '<', '*', '&', '|', '>', '-a', '?a', ':a', 'a:b',
         'a#b', 'a #b', '{a: 1}', '[1, 2]', '<<: *x', "''", '""', '!!omap ', '!!set ', '!!binary aGk=', '"a\\/b"', "''''", '- - ', '-\n',
         '-\t', '\n\t', ':\t', '?\t', '!!timestamp ']
FLOW = ['a', 'b', ': ', ':', ', ', ',', '[', ']', '{', '}', '[', ']', '{', '}', '?', '? ', ' ? ', '\n', ' ', '"q"', "'s'", '&x ', '*x',
        '!!str ', '- ', '-', '#', '\n ', '!', '<<: ', '5', "'", '\t', '\n\t']
BLOCK = ['a', 'b', ': ', ':\n', ':\n  ', '\n', '\n  ', '\n    ', '\n ', '- ', '- - ', '? ', '\n? ', '\n: ', '\n  : ', '\n  - ', '\n- ',
         '|\n  ', '>\n  ', '|+\n ', '>-\n    ', '|2-\n', 'x y', ' z', '\n\n', '# c\n', ' # c', "'s", "' ", '"t', '" ', '\t', '\n\t', '\n \t',
         '\u0085', '\u2028', '\u2029', '\r\n', '\r', '>1\n', '\n     ', '\n---\n', '\n...\n', '&x ', '!!str ', ' *x', '\\\n', '\\ ', '1', '~']
SCALAR = ['0', '1', '2', '5', '6', '7', '9', '59', '60', ':', '_', '.', 'e', 'E', '+', '-', 'x', 'b', 'o', '0x', '0b', '0o', 'inf', '.inf',
          'nan', '.nan', 'NaN', 'yes', 'No', 'true', 'null', '~', '-', '10', 'a', 'f', 'F', '1e5', 'e+', 'e-', '99999999999999999999', '٣']
ESCAPED = ['\\0', '\\x1c', '\\t', '\\_', ' ']
TAGS = ['!!omap ', '!!pairs ', '!!set ', '!!seq ', '!!map ', '!!str ', '!!int ', '[', ']', '{', '}', 'a: 1', ', ', '- ', '\n- ', '\n  ', 'a',
        'b: ', '<<: ', '&x ', '*x', '? ', ': ', '{a: 1}', '[a: 1]', '!', '! ', '!!merge ', '!!value ', '=', '<<', '!!float ', '!!null ',
        '!!bool ', 'yes', '!<!> ', '!<x>', '!a!b ', '%TAG !a! tag:yaml.org,2002:\n', '--- ', '%TAG ! tag:yaml.org,2002:\n', '!str ', '!e%21 ',
        '!!s%74r ', ' ']
QUOTES = ['"', '"', "'", "'", 'a', 'b', ' ', '\\n', '\\', '\\\n', '\n', '\n ', '\n\n', '\t', '\\t', '\\x', '41', '\\u', '00e9', '\\U',
          '0001F600', '\\N', '\\_', '\\L', '\\P', '\\e', '\\0', '\\ ', '\\/', "\\'", "''", '\u2028', '\u0085', '\r\n', '\r', '---', '\n---',
          '\n...', '#', ': ', 'é', '😀', '\\\t', '\\\r\n']

SCALARS = ['web', 'm1.small', 'yes', 'No', 'on', '0755', '0o17', '1_000', '1:30', '12:30:45', '1e3', '1.0e+3', '.5', '1.', '-.inf', '.nan', '~',
           'null', '2013-05-23', '"quoted"', "'it''s'", '"tab\\t\\u00e9"', 'a b c', 'http://x:80/y?z#w', '0x1F', '0b11', '08', '-0', '+5', '=x',
           '9223372036854775808', 'é', '😀', "''", '""', '"\\\n    joined"', 'two\n    lines', "'two\n\n    lines'", '!!str 5', '!!int "7"',
           '!!float 3', '!!null ""', '!!bool "on"', '|\n    literal\n     more\n\n    end', '>-\n    folded\n    text\n\n    end',
           '|+\n    keep\n\n', '>2\n      two\n    none', '[a, "b", 1: 2, {c: d}]', '{a: 1, "b": [x], ? e : f, g}', '[]', '{}', '']
KEYS = ['name', 'target', 'type', 'ttl', '"a key"', "'k'", 'yes', '1', '1.0', '~', '? long', 'é', 'a b', '=', '2013-05-23', '0x1']


def pieces(random_, words, most):
    return ''.join(random_.choice(words) for _ in range(random_.randint(1, most)))


def number(random_, most):
    tag = random_.choice(['', '', '', '!!int ', '!!float ', '!!bool '])
    text = pieces(random_, SCALAR, most)
    if random_.random() < 0.1:
        text += ':59' * random_.randint(1, 180) + random_.choice(['', '.', '.5'])
    if random_.random() < 0.1:
        return f'{tag}"{text}{random_.choice(ESCAPED)}"'
    return tag + (f"'{text}'" if random_.random() < 0.1 else text)


def block(random_, indent, depth):
    """A block map or list, nearly always well-formed."""
    lines = []
    pad = ' ' * indent
    is_list = random_.random() < 0.3
    for index in range(random_.randint(1, 4)):
        start = pad + ('- ' if is_list else random_.choice(KEYS) + ':' + random_.choice([' ', ' ', ' ', '  ', '\t']))
        anchor = f'&m{indent}{index}{depth} ' if random_.random() < 0.1 else ''
        end = random_.choice(['', '', '', ' # comment', ' ']) + random_.choice(['\n', '\n', '\n', '\n\n', '\r\n'])
        if depth > 0 and random_.random() < 0.35:
            lines.append(start + anchor + '\n' + block(random_, indent + random_.choice([1, 2, 2, 2, 4]), depth - 1))
            if anchor and not is_list:
                lines.append(pad + random_.choice(['<<: *', '<<: [*', 'alias: *']) + anchor[1:-1] + end)
        else:
            lines.append(start + anchor + random_.choice(SCALARS).replace('\n    ', '\n' + pad + '    ') + end)
    return ''.join(lines).replace('<<: [*', '<<: [{a: 1}, *') if random_.random() < 0.1 else ''.join(lines).replace('<<: [*', '<<: *')


def mutated(random_, text):
    for _ in range(random_.randint(1, 2)):
        place = random_.randrange(len(text) + 1)
        text = text[:place] + random_.choice(['', random_.choice(MIXED)]) + text[place + random_.choice([0, 1]):]
    return text


def documents(seed, count):
    random_ = random.Random(seed)
    kinds = [
        lambda: pieces(random_, MIXED, 9),
        lambda: pieces(random_, FLOW, 12),
        lambda: pieces(random_, BLOCK, 12),
        lambda: number(random_, 5),
        lambda: pieces(random_, TAGS, 8),
        lambda: '"' + pieces(random_, QUOTES, 9) + '"',
        lambda: block(random_, 0, 3),
        lambda: mutated(random_, block(random_, 0, 3)),
    ]
    for index in range(count):
        yield kinds[index % len(kinds)]()


def write(record):
    sys.stdout.write(json.dumps(record) + '\n')


def main(arguments):
    if len(arguments) == 3 and arguments[0] == 'generate':
        for text in documents(int(arguments[1]), int(arguments[2])):
            write(read({'text': text}))
        return 0
    if len(arguments) == 2 and arguments[0] == 'record':
        with open(arguments[1], encoding='utf-8') as file:
            records = [json.loads(line) for line in file if line.strip()]
        for record in records:
            write(read(record))
        return 0
    sys.stderr.write(__doc__)
    return 2


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
