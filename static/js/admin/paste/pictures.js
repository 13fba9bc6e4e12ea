// Pictures do not come along with a paste: their files are asked for, and go where they stood.

// Opens the upload of photographs behind what was pasted, and returns how many were put in. `done` says where that is,
// `answer` where pictures stood.
export async function askForPictures(done, answer, files) {
  const photographs = window.portal?.photographs;
  if (!photographs) {
    return 0;
  }
  const put = await photographs.open({ after: done.anchor.element, files, message: answer.said_of_pictures });
  if (put > 0 && put === answer.pictures.length && done.stream) {
    moveToTheirPlaces(done, answer.pictures);
  }
  return put;
}

function moveToTheirPlaces({ stream, inserted, anchor }, pictures) {
  const first = stream.children.indexOf(anchor) + 1;
  const fresh = stream.children.slice(first, first + pictures.length);
  if (first === 0 || fresh.length < pictures.length || fresh.some((child) => child.type !== "image")) {
    // One gallery was made of them, or something was moved meanwhile: they stay where they are.
    return;
  }
  pictures.forEach(({ behind, has_block: hasBlock }, number) => {
    const picture = fresh[number];
    if (hasBlock) {
      fill(inserted[behind], picture);
      stream.deleteBlock(picture.index, { animate: false });
      return;
    }
    const target = behind > 0 ? stream.children.indexOf(inserted[behind - 1]) + 1 : inserted[0]?.index ?? picture.index;
    const follows = fresh.slice(0, number).filter((one) => stream.children.indexOf(one) >= target && one.index < picture.index);
    const index = Math.min(picture.index, target + follows.filter((one) => one.index === target).length);
    stream.moveBlock(picture.index, index);
  });
}

// The block that waits for its picture takes it, and the words that were written beside it.
function fill(waiting, picture) {
  const [to, from] = [waiting.block.childBlocks, picture.block.childBlocks];
  to.image.setState(from.image.getState());
  for (const name of ["alt_text", "caption", "credit"]) {
    if (from[name].getValue()) {
      to[name].setState(from[name].getValue());
    }
  }
}
