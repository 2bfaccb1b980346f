// Sorts tables by their headings, and finds a model in every chart and table. No ampersand and no angle bracket
// may stand here: the page is well-formed XML, and they would not reach the browser.
(function () {
  'use strict';

  function valueOf(row, column, kind) {
    var cell = row.cells[column];
    return kind === 'text' ? cell.textContent : parseFloat(cell.dataset.v);
  }

  function compare(a, b, kind, sign) {
    if (kind === 'text') return sign * a.localeCompare(b);
    if (isNaN(a)) return isNaN(b) ? 0 : 1;
    return isNaN(b) ? -1 : sign * (a - b);
  }

  document.querySelectorAll('table.models').forEach(function (table) {
    var headings = table.querySelectorAll('th[data-sort]');
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

  var shown = null;
  document.addEventListener('mouseover', function (event) {
    var near = event.target.closest('[data-m]');
    var model = near ? near.dataset.m : null;
    if (model === shown) return;
    document.querySelectorAll('.on').forEach(function (one) { one.classList.remove('on'); });
    shown = model;
    if (model === null) return;
    document.querySelectorAll('[data-m="' + model + '"]').forEach(function (one) { one.classList.add('on'); });
  });

  // What is folded on the screen is printed.
  addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (one) { one.open = true; });
  });
})();
