// What somebody has ticked, chosen or typed on the console and not sent yet. It outlasts the panel's being
// drawn anew, and goes once it is sent. Fields are known by their ids.

const FIELDS = "input[id]:not([type=hidden]), textarea[id], select[id]";

function isTick(field) {
  return field.type === "checkbox";
}

function asSent(field) {
  if (isTick(field)) return field.defaultChecked;
  if (!field.options) return field.defaultValue;
  const options = [...field.options];
  return (options.find((one) => one.defaultSelected) ?? options[0])?.value;
}

function valueOf(field) {
  return isTick(field) ? field.checked : field.value;
}

function setValue(field, value) {
  if (isTick(field)) field.checked = value;
  else field.value = value;
}

// Whether somebody is at it: has begun to type, or may have its choices open.
export function isInUse(field) {
  return field.matches("select") || (field.matches("input, textarea") && !isTick(field) && isTouched(field));
}

function isTouched(field) {
  return valueOf(field) !== asSent(field);
}

export function touchedIn(place) {
  const touched = [...place.querySelectorAll(FIELDS)].filter(isTouched);
  return touched.map((one) => [one.id, valueOf(one)]);
}

export function touchAgain(touched) {
  for (const [id, value] of touched) {
    const field = document.getElementById(id);
    if (field) setValue(field, value);
  }
}

// The fields of a form, each with what it says now.
export function fieldsOf(form) {
  return [...form.elements].filter((one) => one.matches(FIELDS)).map((one) => [one.id, valueOf(one)]);
}

// What was sent is done with; what somebody has typed in its place since is not.
export function untouch(sent) {
  for (const [id, value] of sent) {
    const field = document.getElementById(id);
    if (field && valueOf(field) === value) setValue(field, asSent(field));
  }
}
