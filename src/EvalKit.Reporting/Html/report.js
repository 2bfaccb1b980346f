// Sorts tables by their headings, tells the values of charts to pointer and keyboard, and finds a model in every chart
// and table. No ampersand and no angle bracket may stand here: the page is well-formed XML, and they would not reach the
// browser.
(function () {
  'use strict';

  function all(selector, root) { return Array.from((root || document).querySelectorAll(selector)); }

  // Tables

  function valueOf(row, column, kind) {
    var cell = row.cells[column];
    return kind === 'text' ? cell.textContent.trim() : parseFloat(cell.dataset.v);
  }

  function compare(a, b, kind, sign) {
    if (kind === 'text') return sign * a.localeCompare(b, 'en', { numeric: true });
    if (isNaN(a)) return isNaN(b) ? 0 : 1;
    return isNaN(b) ? -1 : sign * (a - b);
  }

  all('table').forEach(function (table) {
    var headings = all('th[data-sort]', table);
    headings.forEach(function (heading) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = heading.textContent.trim();
      heading.textContent = '';
      heading.appendChild(button);
      button.addEventListener('click', function () {
        var kind = heading.dataset.sort;
        var first = kind === 'text' ? 'ascending' : 'descending';
        var other = kind === 'text' ? 'descending' : 'ascending';
        var order = heading.getAttribute('aria-sort') === first ? other : first;
        headings.forEach(function (one) { one.removeAttribute('aria-sort'); });
        heading.setAttribute('aria-sort', order);
        var sign = order === 'ascending' ? 1 : -1;
        var column = heading.cellIndex;
        Array.from(table.tBodies[0].rows)
          .sort(function (a, b) { return compare(valueOf(a, column, kind), valueOf(b, column, kind), kind, sign); })
          .forEach(function (row) { table.tBodies[0].appendChild(row); });
      });
    });
  });

  // A model wherever it stands

  var shown = null;
  function find(model) {
    if (model === shown) return;
    all('.on').forEach(function (one) { one.classList.remove('on'); });
    shown = model;
    if (model === null) return;
    all('[data-m="' + model + '"]').forEach(function (one) { one.classList.add('on'); });
  }

  // Values of charts

  var tip = document.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('role', 'status');
  document.body.appendChild(tip);

  function tell(text, x, y) {
    tip.textContent = text;
    tip.classList.add('told');
    var room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = Math.max(8, Math.min(x + 14, room)) + 'px';
    var above = y - tip.offsetHeight - 12;
    tip.style.top = (Math.sign(above - 8) === 1 ? above : y + 18) + 'px';
  }

  function hush() {
    tip.classList.remove('told');
    tip.textContent = '';
  }

  // The browser's own hint would come late and stand over ours.
  all('svg.chart title').forEach(function (title) {
    title.parentNode.dataset.tip = title.textContent.trim();
    title.remove();
  });

  // A thin line is hard to point at.
  all('.curve polyline').forEach(function (line) {
    var wide = line.cloneNode();
    wide.setAttribute('class', 'wide');
    line.parentNode.appendChild(wide);
  });

  document.addEventListener('pointermove', function (event) {
    var near = event.target.closest('[data-m], [data-tip]');
    find(near ? near.dataset.m || null : null);
    var mark = event.target.closest('[data-tip]');
    if (mark) tell(mark.dataset.tip, event.clientX, event.clientY);
    else hush();
  });
  ['wheel', 'touchmove'].forEach(function (kind) { document.addEventListener(kind, hush, { passive: true }); });

  // With the keyboard: a chart takes the focus, arrows go from mark to mark.
  all('figure').forEach(function (figure) {
    var marks = all('[data-tip]', figure);
    if (marks.length === 0) return;
    var at = -1;
    figure.tabIndex = 0;
    figure.setAttribute('aria-description', 'Arrow keys go from value to value');
    figure.addEventListener('keydown', function (event) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === 'Escape') hush();
      if (!step) return;
      event.preventDefault();
      if (at === -1) marks.sort(function (a, b) { return a.getBoundingClientRect().left - b.getBoundingClientRect().left; });
      at = at === -1 ? (step === 1 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length;
      var box = marks[at].getBoundingClientRect();
      find(marks[at].dataset.m || null);
      tell(marks[at].dataset.tip, box.right, box.top);
    });
    figure.addEventListener('blur', function () {
      at = -1;
      find(null);
      hush();
    });
  });

  // Heat maps, enlarged beside the picture

  var maps = all('img.map');
  if (maps.length) {
    var large = document.createElement('dialog');
    var close = document.createElement('button');
    var told = document.createElement('p');
    var pair = document.createElement('div');
    close.type = 'button';
    close.textContent = 'Close';
    close.addEventListener('click', function () { large.close(); });
    told.id = 'enlarged';
    large.setAttribute('aria-labelledby', told.id);
    pair.className = 'pair';
    large.append(close, told, pair);
    document.body.appendChild(large);
    maps.forEach(function (map) {
      var button = document.createElement('button');
      button.type = 'button';
      map.replaceWith(button);
      button.appendChild(map);
      button.addEventListener('click', function () {
        var picture = map.closest('tr').querySelector('th img');
        told.textContent = map.alt;
        pair.replaceChildren.apply(pair, (picture ? [picture, map] : [map]).map(function (one) {
          var copy = one.cloneNode();
          copy.alt = '';
          return copy;
        }));
        large.showModal();
      });
    });
  }

  // What is folded on the screen is printed.
  addEventListener('beforeprint', function () {
    hush();
    all('details').forEach(function (one) { one.open = true; });
  });
})();
