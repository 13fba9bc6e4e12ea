// Rich text beside the body (a notice, the front page's) takes no blocks: what was pasted goes in as its paragraphs, with
// as much of their form as that editor has buttons for.

import { draftailOf, insertRuns } from "./stream.js";

export function insertText(editorElement, blocks) {
  const editor = draftailOf(editorElement);
  const { blockTypes, inlineStyles, entityTypes } = editor.props;
  const has = (types, type) => types.some((one) => one.type === type);
  const merged = { blocks: [], entityMap: {} };
  for (const raw of blocks.map(rawOf)) {
    const keys = new Map();
    for (const [key, entity] of Object.entries(raw.entityMap)) {
      if (has(entityTypes, entity.type)) {
        keys.set(key, `${Object.keys(merged.entityMap).length}`);
        merged.entityMap[keys.get(key)] = entity;
      }
    }
    merged.blocks.push(...raw.blocks.map((block) => ({
      ...block,
      ...(has(blockTypes, block.type) ? {} : { type: "unstyled", depth: 0 }),
      inlineStyleRanges: block.inlineStyleRanges.filter(({ style }) => has(inlineStyles, style)),
      entityRanges: block.entityRanges
        .filter(({ key }) => keys.has(`${key}`))
        .map((range) => ({ ...range, key: keys.get(`${range.key}`) })),
    })));
  }
  if (merged.blocks.length) {
    insertRuns({ child: null, editor }, merged);
  }
}

// The words of blocks, line by line, for fields without any form.
export function wordsOf(blocks) {
  return blocks.flatMap((block) => rawOf(block).blocks.map(({ text }) => text)).join("\n");
}

function rawOf({ type, value }) {
  if (type === "paragraph") {
    return typeof value === "string" ? JSON.parse(value) : value;
  }
  const lines = type === "table" ? value.data.map((row) => row.filter(Boolean).join(" | ")) : [value.text ?? value.caption];
  return { blocks: lines.filter(Boolean).map(plain), entityMap: {} };
}

function plain(text) {
  return { text, type: "unstyled", depth: 0, inlineStyleRanges: [], entityRanges: [], data: {} };
}
