import Testing

@testable import Panel

struct PageTests {
  @Test func `what a stranger wrote is text in a page and nothing else`() {
    let name = "<script>alert('1')</script> & \"x\""
    let page = PageFiles(["a.html": "<p title=\"{{t}}\">{{t}}</p>"]).page("a.html", ["t": "\(name)"])
    #expect(!page.contains("<script>"))
    #expect(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;"))
  }
}
