// A file input with data-bytes-max refuses a larger file before it is sent, in the words of data-bytes-text.
document.addEventListener('change', event => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.dataset['bytesMax']) return;

  const tooLarge = [...(input.files ?? [])].some(file => file.size > Number(input.dataset['bytesMax']));
  input.setCustomValidity(tooLarge ? input.dataset['bytesText'] ?? '' : '');
  if (tooLarge) input.reportValidity();
});
