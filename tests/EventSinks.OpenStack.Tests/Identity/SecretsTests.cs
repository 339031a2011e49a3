using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.OpenStack.Identity;

[Parallelizable(ParallelScope.All)]
public sealed class SecretsTests
{
    [TestCase("pass", "is pass here", "is (hidden) here")]
    [TestCase("pass", "is PASS here", "is (hidden) here")]
    [TestCase("pä\"ss", """{"p": "p\u00E4\u0022ss"}""", """{"p": "(hidden)"}""")]
    [TestCase("p\"s", """{"p": "p\"s"}""", """{"p": "(hidden)"}""")]
    [TestCase("p&s/", "http://k/?p=p%26s%2F", "http://k/?p=(hidden)")]
    [TestCase("p<s", "<b>p&lt;s</b>", "<b>(hidden)</b>")]
    [TestCase("it's", @"{'p': 'it\'s'}", "{'p': '(hidden)'}")]
    [TestCase("", "nothing", "nothing")]
    [TestCase(null, "nothing", "nothing")]
    public void Hide_HoweverTheSecretIsQuoted_TakesItOut(string? secret, string text, string expected) =>
        Assert.That(new Secrets(new() { Password = secret }).Hide(text), Is.EqualTo(expected));

    [Test]
    public void Hide_ASecretThatIsPartOfAnother_LeavesNothingOfEither()
    {
        var secrets = new Secrets(new() { Password = "abc", Token = "abcdef", ApplicationCredentialSecret = "xyz" });

        Assert.That(secrets.Hide("abcdef abc xyz"), Is.EqualTo("(hidden) (hidden) (hidden)"));
    }

    [Test]
    public void Hide_ATrustsId_TakesItOut() =>
        Assert.That(new Secrets(new() { TrustId = "tru5t" }).Hide("Could not find trust: tru5t."), Is.EqualTo("Could not find trust: (hidden)."));

    [Test]
    public void Hide_AnyText_NeverFails() => Prop.ForAll<string, string>((secret, text) =>
        new Secrets(new() { Password = secret }).Hide(text ?? "") is not null).QuickCheckThrowOnFailure();
}
