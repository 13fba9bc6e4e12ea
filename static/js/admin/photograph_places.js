// Where many pictures go (photographs.js), and the buttons that ask for them: in the list of blocks at every place of a
// body, below it, and inside lists of pictures.
//
// Upstream: Wagtail has no event for a block that was built and no hook for what its list of blocks offers, so its classes
// for streams and lists are extended, which telepath is made for, and registered under their own names.
(() => {
  const { blocks } = window.wagtailStreamField || {};
  const texts = document.currentScript.dataset;
  const { photographs } = window.portal;
  const MANY = "portal-photographs";
  const streams = new WeakMap();

  if (!blocks) {
    // A form without blocks: there is nowhere to put a picture.
    photographs.findPlace = () => null;
    photographs.placeOf = () => null;
    return;
  }

  const isPicture = (definition) =>
    ["image", "alt_text", "caption"].every((name) => definition?.childBlockDefsByName?.[name]);

  function stateOf(row, definition, initial) {
    const state = { ...initial, image: row.picture, alt_text: row.alt, caption: row.caption };
    if (definition.childBlockDefsByName.credit) {
      state.credit = row.credit;
    }
    return state;
  }

  function addButton(container, options) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary portal-photographs-button";
    button.textContent = texts.label;
    button.addEventListener("click", () => photographs.open(options()));
    container.append(button);
  }

  // Whether nobody has written anything into it: a number of the form, a choice and so on count as nothing.
  function isBlank(state) {
    return !state.image && Object.values(state).every((value) => typeof value !== "string" || !value.trim());
  }

  function showFirst(child) {
    child?.element.scrollIntoView({ block: "center" });
    child?.focus({ soft: true });
  }

  class StreamPlace {
    constructor(stream, index) {
      this.stream = stream;
      // By the block before it: others may come and go while pictures are on their way.
      this.before = stream.children[index - 1];
      this.picture = stream.blockDef.childBlockDefsByName.image;
      this.gallery = stream.blockDef.childBlockDefsByName.gallery;
      this.takesGallery = Boolean(this.gallery);
    }

    put(rows, asGallery) {
      const { initialChildStates } = this.stream.blockDef;
      const states = rows.map((row) => stateOf(row, this.picture, initialChildStates.image));
      const values = asGallery
        ? [["gallery", { ...initialChildStates.gallery, images: states.map((value) => ({ value })) }]]
        : states.map((value) => ["image", value]);
      const start = this.before ? this.stream.children.indexOf(this.before) + 1 : 0;
      const made = values.map(([type, value], number) =>
        this.stream.insert({ type, value, id: crypto.randomUUID?.() }, start + number),
      );
      showFirst(made[0]);
    }
  }

  class ListPlace {
    constructor(list) {
      this.list = list;
      this.takesGallery = false;
    }

    put(rows) {
      const { childBlockDef, initialChildState } = this.list.blockDef;
      for (const child of [...this.list.children].reverse()) {
        if (isBlank(child.getState().value)) {
          this.list.deleteBlock(child.index);
        }
      }
      const made = rows.map((row) =>
        this.list.insert(stateOf(row, childBlockDef, initialChildState), this.list.children.length, {
          id: crypto.randomUUID?.(),
        }),
      );
      showFirst(made[0]);
    }
  }

  class PortalStream extends blocks.StreamBlock {
    constructor(...parts) {
      super(...parts);
      if (isPicture(this.blockDef.childBlockDefsByName.image)) {
        streams.set(this.container[0], this);
        addButton(this.container[0], () => ({ stream: this, index: this.children.length }));
      }
    }

    // Called by the constructor of the class above, before the lines of ours.
    _createInsertionControl(placeholder, options) {
      if (!isPicture(this.blockDef.childBlockDefsByName.image)) {
        return super._createInsertionControl(placeholder, options);
      }
      const onRequestInsert = (index, choice) =>
        choice?.type === MANY ? photographs.open({ stream: this, index }) : options.onRequestInsert(index, choice);
      const control = super._createInsertionControl(placeholder, { ...options, onRequestInsert });
      const { label, description } = texts;
      const offer = { type: MANY, label, description, icon: "image", isPreviewable: false };
      const { get: offered } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "blockItems");
      Object.defineProperty(control, "blockItems", {
        get: () => offered.call(control).map((group, number) => (number ? group : withOffer(group, offer))),
      });
      return control;
    }
  }

  // After the last kind of pictures, or at the end.
  function withOffer(group, offer) {
    const after = group.items.findLastIndex(({ type }) => type === "image" || type === "gallery");
    const at = after < 0 ? group.items.length : after + 1;
    return { ...group, items: group.items.toSpliced(at, 0, offer) };
  }

  class PortalList extends blocks.ListBlock {
    constructor(...parts) {
      super(...parts);
      if (isPicture(this.blockDef.childBlockDef)) {
        addButton(this.container[0], () => ({ list: this }));
      }
    }
  }

  blocks.StreamBlockDefinition = class extends blocks.StreamBlockDefinition {
    render(...parts) {
      return new PortalStream(this, ...parts);
    }
  };
  blocks.ListBlockDefinition = class extends blocks.ListBlockDefinition {
    render(...parts) {
      return new PortalList(this, ...parts);
    }
  };
  window.telepath.register("wagtail.blocks.StreamBlock", blocks.StreamBlockDefinition);
  window.telepath.register("wagtail.blocks.ListBlock", blocks.ListBlockDefinition);

  // Return the stream that takes pictures and the index of its block that holds `element`; null where there is none.
  function placeOf(element) {
    for (let child = element?.closest("[data-streamfield-child]"); child; ) {
      const above = child.parentElement;
      const stream = streams.get(above.closest("[data-streamfield-stream-container]")?.parentElement);
      const index = stream ? stream.children.findIndex((item) => item.element === child) : -1;
      if (index >= 0) {
        return { stream, index };
      }
      child = above.closest("[data-streamfield-child]");
    }
    return null;
  }

  function streamOf(field) {
    const stream = document.getElementById(`${field}-root`)?.rootBlock;
    return stream && streams.has(stream.container[0]) ? stream : null;
  }

  photographs.placeOf = placeOf;
  photographs.findPlace = ({ list, stream, index, after, field }) => {
    if (list) {
      return new ListPlace(list);
    }
    const found = placeOf(after);
    if (found) {
      return new StreamPlace(found.stream, found.index + 1);
    }
    const whole = stream || streamOf(field || "body");
    return whole ? new StreamPlace(whole, index ?? whole.children.length) : null;
  };
})();
