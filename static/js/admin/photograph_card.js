// One picture in the dialog of many (photographs.js): it is sent by itself, and has its words beside it.
(() => {
  let count = 0;

  class Card {
    constructor(file, dialog) {
      this.file = file;
      this.dialog = dialog;
      this.card = dialog.find("[data-card]").content.firstElementChild.cloneNode(true);
      this.find("[data-name]").textContent = file.name.normalize("NFC");
      this.connectWords();
      this.find("[data-again]").addEventListener("click", () => this.wait());
      this.find("[data-leave-out]").addEventListener("click", () => this.leaveOut());
    }

    find(selector) {
      return this.card.querySelector(selector);
    }

    connectWords() {
      count += 1;
      for (const label of this.card.querySelectorAll("[data-for]")) {
        const field = this.find(`[name="${label.dataset.for}"]`);
        field.id = `portal-photograph-${count}-${label.dataset.for}`;
        label.htmlFor = field.id;
      }
    }

    get words() {
      const word = (name) => this.find(`[name="${name}"]`).value.normalize("NFC").replace(/\s+/g, " ").trim();
      return { caption: word("caption"), alt: word("alt"), credit: word("credit") || this.dialog.sharedCredit };
    }

    get isWaiting() {
      return !this.picture && !this.request && !this.find("[data-again]").dataset.failed;
    }

    wait() {
      this.show({ state: this.dialog.element.dataset.textWaiting });
      delete this.find("[data-again]").dataset.failed;
      this.dialog.sendNext();
    }

    send() {
      const { dataset } = this.dialog.element;
      if (this.file.size > Number(dataset.limit)) {
        this.fail(dataset.textTooLarge, false);
        return;
      }
      const data = new FormData();
      data.append("file", this.file, this.file.name.normalize("NFC"));
      data.append("collection", this.dialog.find("[name=collection]").value);
      this.request = new XMLHttpRequest();
      this.request.open("POST", dataset.upload);
      this.dialog.sign(this.request.setRequestHeader.bind(this.request));
      this.request.upload.addEventListener("progress", (event) => this.progress(event));
      this.request.addEventListener("loadend", () => this.arrive());
      this.show({ state: dataset.textSending.replace("{percent}", "0%"), percent: 0 });
      this.request.send(data);
    }

    progress({ loaded, total }) {
      const { dataset } = this.dialog.element;
      const percent = Math.floor((100 * loaded) / total);
      const state = percent < 100 ? dataset.textSending.replace("{percent}", `${percent}%`) : dataset.textWorking;
      this.show({ state, percent });
    }

    arrive() {
      if (!this.request) {
        // It was stopped.
        return;
      }
      const { status, responseText } = this.request;
      this.request = null;
      let answer = {};
      try {
        answer = JSON.parse(responseText);
      } catch {
        // A proxy or a sign-in screen answered.
      }
      if (status === 201) {
        this.succeed(answer);
      } else if (status === 413) {
        this.fail(this.dialog.element.dataset.textTooLarge, false);
      } else {
        this.fail(answer.error || this.dialog.element.dataset.textLost, !answer.error);
      }
    }

    succeed({ picture, notes }) {
      this.picture = picture;
      this.show({ state: this.dialog.element.dataset.textDone });
      Object.assign(this.find("img"), { src: picture.preview.url, hidden: false });
      const list = this.find("[data-notes]");
      list.replaceChildren(...notes.map((note) => Object.assign(document.createElement("li"), { textContent: note })));
      list.hidden = !notes.length;
      this.dialog.sendNext();
    }

    fail(reason, mayHelpToTryAgain) {
      this.show({ error: reason });
      const again = this.find("[data-again]");
      again.dataset.failed = "true";
      again.hidden = !mayHelpToTryAgain;
      this.dialog.sendNext();
    }

    show({ state = "", percent = null, error = "" }) {
      this.find("[data-state]").textContent = state;
      this.find("progress").hidden = percent === null;
      this.find("progress").value = percent ?? 0;
      this.find("[data-error]").textContent = error;
      this.find("[data-error]").hidden = !error;
      this.find("[data-words]").hidden = Boolean(error);
      this.find("[data-again]").hidden = true;
    }

    leaveOut() {
      const next = this.card.nextElementSibling || this.card.previousElementSibling;
      this.card.remove();
      this.dialog.pictures = this.dialog.pictures.filter((other) => other !== this);
      this.stop();
      (next?.querySelector("[data-leave-out]") || this.dialog.find("#portal-photographs-files")).focus();
      this.dialog.sendNext();
    }

    stop() {
      const { request } = this;
      this.request = null;
      request?.abort();
    }
  }

  window.portal = window.portal || {};
  window.portal.photographs = { Card };
})();
