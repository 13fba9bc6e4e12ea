// Many pictures at once, from inside the editor: a dialog that sends each picture by itself, with its words beside it.
//
//   window.portal.photographs.open({ after, field, stream, index, list, files, message }) -> Promise<number of pictures>
//
// Where the pictures go: behind the block that holds the element `after`; to the end of the stream of the form's `field`;
// to `index` of the block instance `stream`; or into `list`, the instance of a gallery's list. `files` are sent at once,
// `message` stands at the top. The same options as `detail` of the event "portal:photographs" on the document open it too.
// One picture in it is in photograph_card.js, which comes before this file; where blocks are put in, and the buttons that
// lead here, are in photograph_places.js, which comes after it.
(() => {
  const texts = document.currentScript.dataset;
  const { photographs } = window.portal;
  const AT_ONCE = 2;

  class Dialog {
    constructor(element, place) {
      this.element = element;
      this.place = place;
      this.pictures = [];
      this.closed = new Promise((resolve) => {
        this.resolve = resolve;
      });
      const files = this.find("#portal-photographs-files");
      files.addEventListener("change", () => {
        this.add(files.files);
        files.value = "";
      });
      this.connectDrop(this.element);
      this.find("form").addEventListener("submit", (event) => {
        event.preventDefault();
        this.putIn();
      });
      this.find("[data-close]").addEventListener("click", () => this.leave());
      this.element.addEventListener("cancel", (event) => {
        // Of the file chooser, too, which bubbles.
        if (event.target === this.element) {
          event.preventDefault();
          this.leave();
        }
      });
      this.find("[data-shape]").dataset.offered = place.takesGallery;
      this.refresh();
    }

    find(selector) {
      return this.element.querySelector(selector);
    }

    get sharedCredit() {
      return this.find("[name=shared_credit]").value.normalize("NFC").replace(/\s+/g, " ").trim();
    }

    get uploaded() {
      return this.pictures.filter((item) => item.picture);
    }

    sign(setHeader) {
      setHeader("X-CSRFToken", this.find("[name=csrfmiddlewaretoken]").value);
      setHeader("X-Requested-With", "XMLHttpRequest");
    }

    connectDrop(element) {
      const drop = this.find("[data-drop]");
      const mark = (isOver) => drop.classList.toggle("portal-photographs__drop--over", isOver);
      element.addEventListener("dragover", (event) => {
        event.preventDefault();
        mark(true);
      });
      element.addEventListener("dragleave", () => mark(false));
      element.addEventListener("drop", (event) => {
        event.preventDefault();
        mark(false);
        this.add(event.dataTransfer.files);
      });
    }

    add(files) {
      const added = [...files].map((file) => new photographs.Card(file, this));
      this.pictures.push(...added);
      this.find("[data-list]").append(...added.map((item) => item.card));
      added.forEach((item) => item.show({ state: this.element.dataset.textWaiting }));
      this.sendNext();
    }

    sendNext() {
      const busy = this.pictures.filter((item) => item.request).length;
      const next = busy < AT_ONCE ? this.pictures.find((item) => item.isWaiting) : null;
      if (next) {
        next.send();
        this.sendNext();
      } else {
        this.refresh();
      }
    }

    refresh() {
      const { dataset } = this.element;
      const done = this.uploaded.length;
      const isBusy = this.pictures.some((item) => item.request);
      this.find("[data-put-in]").disabled = !done || isBusy;
      this.find("[data-choices]").hidden = !this.pictures.length;
      const shape = this.find("[data-shape]");
      shape.hidden = shape.dataset.offered !== "true" || done < 2;
      const summary = dataset.textSummary.replace("{done}", done).replace("{all}", this.pictures.length);
      this.find("[data-summary]").textContent = this.pictures.length ? summary : "";
    }

    putIn() {
      const rows = this.uploaded.map((item) => ({ picture: item.picture, ...item.words }));
      const shape = this.find("[data-shape]");
      const asGallery = !shape.hidden && this.find("[name=shape]:checked").value === "gallery";
      this.describe(rows);
      this.close(rows.length);
      this.place.put(rows, asGallery);
    }

    // The library's words are a help and no part of the page: if they do not arrive, nothing is lost.
    describe(rows) {
      const data = new FormData();
      const headers = {};
      this.sign((name, value) => {
        headers[name] = value;
      });
      for (const { picture, caption, alt, credit } of rows) {
        data.append("picture", picture.id);
        data.append("caption", caption);
        data.append("alt", alt);
        data.append("credit", credit);
      }
      // It outlives the page, which may be sent the moment after.
    fetch(this.element.dataset.describe, { method: "POST", body: data, headers, keepalive: true }).catch(() => {});
    }

    leave() {
      if (!this.pictures.length || window.confirm(this.element.dataset.textLeave)) {
        this.close(0);
      }
    }

    close(count) {
      this.pictures.forEach((item) => item.stop());
      this.element.close();
      this.element.remove();
      this.resolve(count);
    }
  }

  async function fetchDialog() {
    let reply = null;
    try {
      reply = await fetch(texts.dialog, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    } catch {
      // Offline, which is told below.
    }
    const holder = document.createElement("template");
    holder.innerHTML = reply?.ok && !reply.redirected ? await reply.text() : "";
    const element = holder.content.querySelector("dialog");
    if (!element) {
      window.alert(reply?.status === 403 ? texts.forbidden : texts.unavailable);
    }
    return element;
  }

  let isOpening = false;

  async function open(options = {}) {
    const place = photographs.findPlace(options);
    if (!place || isOpening || document.querySelector("dialog.portal-photographs")) {
      return 0;
    }
    isOpening = true;
    const element = await fetchDialog();
    isOpening = false;
    if (!element) {
      return 0;
    }
    document.body.append(element);
    const dialog = new Dialog(element, place);
    if (options.message) {
      Object.assign(dialog.find("[data-message]"), { textContent: options.message, hidden: false });
    }
    element.showModal();
    dialog.add(options.files || []);
    return dialog.closed;
  }

  photographs.open = open;
  document.addEventListener("portal:photographs", (event) => open(event.detail || {}));
})();
