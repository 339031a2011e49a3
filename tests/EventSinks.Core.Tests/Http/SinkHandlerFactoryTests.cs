using System.Net;

namespace EventSinks.Http;

[Parallelizable(ParallelScope.All)]
public sealed class SinkHandlerFactoryTests
{
    // Whatever HTTP_PROXY says: a proxy is looked up in the process's environment only where one is used.
    [Test]
    public void Create_WhateverTheEnvironmentSays_UsesNoProxy()
    {
        using var handler = Create();

        Assert.That((handler.UseProxy, handler.Proxy), Is.EqualTo((false, (IWebProxy?)null)));
    }

    [Test]
    public void Create_WhereANameMayGetAnotherAddress_AsksForItAnewWithinFiveMinutes()
    {
        using var handler = Create();

        Assert.That(handler.PooledConnectionLifetime, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(5)));
    }

    private static SocketsHttpHandler Create() =>
        SinkHandlerFactory.Create(SinkTransport.Open(new(), default), new GuardedConnector(new AddressGuard(new()), new SystemResolver(), TimeProvider.System));
}
