using EventSinks.OpenStack;
using EventSinks.Testing;
using Moq;

namespace EventSinks.Zaqar.Connections;

[Parallelizable(ParallelScope.All)]
public sealed class SessionPoolTests
{
    private static readonly CloudSettings Settings = new() { Authentication = AuthenticationKind.None, MessagingEndpoint = "http://zaqar.test" };

    [Test]
    public void Get_OfOneIdentity_IsOneSession_AndOfAnotherIsAnother()
    {
        var pool = new SessionPool(new PlainHttp(), new ManualTimeProvider());

        Assert.That(pool.Get(Settings with { }), Is.SameAs(pool.Get(Settings)));
        Assert.That(pool.Get(Settings with { ProjectId = "p" }), Is.Not.SameAs(pool.Get(Settings)));
    }

    [Test]
    public void Get_OfASessionThatNobodyHasAskedForInAWhile_IsANewOne()
    {
        var clock = new ManualTimeProvider();
        var pool = new SessionPool(new PlainHttp(), clock);
        var first = pool.Get(Settings);
        clock.Advance(SessionPool.IdleTime / 2);
        var used = pool.Get(Settings);
        clock.Advance(SessionPool.IdleTime);

        Assert.That(used, Is.SameAs(first));
        Assert.That(pool.Get(Settings), Is.Not.SameAs(first));
    }

    [Test]
    public void Get_AfterACertificateFileWasRenewed_IsASessionThatHasReadIt()
    {
        var file = Path.GetTempFileName();
        try
        {
            var settings = Settings with { CaCertificateFile = file };
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
            var pool = new SessionPool(new PlainHttp(), new ManualTimeProvider());
            var first = pool.Get(settings);
            var same = pool.Get(settings);
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(1));

            Assert.That(same, Is.SameAs(first));
            Assert.That(pool.Get(settings), Is.Not.SameAs(first));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public void GetClient_IsForAddressesOfTheOperators()
    {
        var http = new Mock<ISinkHttp>();
        http.Setup(static each => each.GetClient(It.Is<SinkHttpSettings>(static settings => settings.AddressFromOperator))).Returns(new HttpClient());

        Assert.That(new SessionPool(http.Object, new ManualTimeProvider()).GetClient(Settings), Is.Not.Null);
        http.VerifyAll();
    }

    private sealed class PlainHttp : ISinkHttp
    {
        public HttpClient GetClient(SinkHttpSettings settings) => new();
    }
}
