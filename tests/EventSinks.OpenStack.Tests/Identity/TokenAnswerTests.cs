using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.OpenStack.Identity;

[Parallelizable(ParallelScope.All)]
public sealed class TokenAnswerTests
{
    [Test]
    public void TryRead_OfKeystonesAnswer_GivesProjectEndAndCatalog()
    {
        var answer = Read("""
            {"token": {"expires_at": "2015-11-07T02:58:43.578887Z", "project": {"id": "p1"}, "catalog": [{"type": "messaging", "endpoints": [
            {"interface": "public", "region": "R", "region_id": "R", "url": "http://z", "id": "e"}]}]}}
            """);

        Assert.That(answer!.ProjectId, Is.EqualTo("p1"));
        Assert.That(answer.ExpiresAt, Is.EqualTo(new DateTimeOffset(2015, 11, 7, 2, 58, 43, TimeSpan.Zero).AddTicks(5788870)));
        Assert.That(answer.Catalog.FindMessaging("R", "public"), Is.EqualTo("http://z"));
    }

    [TestCase("""{"token": {}}""")]
    [TestCase("""{"token": {"expires_at": null, "project": null, "catalog": null}}""")]
    [TestCase("""{"token": {"project": {"id": 1}, "catalog": {"type": "messaging"}}}""")]
    [TestCase("""{"token": {"catalog": [1, {"type": 2}, {"type": "messaging", "endpoints": [3, {"url": null}, {"url": ""}]}]}}""")]
    public void TryRead_OfATokenWithLittleInIt_IsWithoutProjectAndEnd(string body)
    {
        var answer = Read(body)!;

        Assert.That((answer.ProjectId, answer.ExpiresAt), Is.EqualTo(((string?)null, (DateTimeOffset?)null)));
        Assert.That(() => answer.Catalog.FindMessaging(null, "public"), Throws.TypeOf<OpenStackException>());
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"token": "t"}""")]
    [TestCase("""{"token": {"expires_at": "2015-11-07T02:58""")]
    [TestCase("""{"token": {"expires_at": "soon"}}""")]
    [TestCase("""{"token": {"expires_at": 12}}""")]
    [TestCase("""{"token": {"project": {"id": "\ud800"}}}""")]
    [TestCase("<html></html>")]
    public void TryRead_OfAnythingElse_IsNull(string body) => Assert.That(Read(body), Is.Null);

    [Test]
    public void TryRead_OfAnyBytes_NeverFails() =>
        Prop.ForAll<byte[]>(bytes => TokenAnswer.TryRead(bytes) is null).QuickCheckThrowOnFailure();

    private static TokenAnswer? Read(string body) => TokenAnswer.TryRead(Encoding.UTF8.GetBytes(body));
}
