"use strict";

// Whoever came by a link that bears a code is let in without another tap. It is done here and not by the link itself,
// which programs that preview links would use up.
const form = document.getElementById("con-codigo");
if (new URLSearchParams(location.search).get("codigo") && form.checkValidity()) form.submit();
