namespace EventSinks.OpenStack.Catalog;

[Parallelizable(ParallelScope.All)]
public sealed class ServiceCatalogTests
{
    private static readonly ServiceCatalog Two = new(
    [
        new("identity", "public", "R1", "http://keystone"),
        new("messaging", "public", "R1", "http://alias-r1"),
        new("messaging", "public", "R3", "http://alias-r3"),
        new("messaging", "admin", "R1", "http://alias-admin"),
        new("message", "internal", "R1", "http://internal-r1"),
        new("message", "public", "R2", "http://official-r2"),
        new("message", "public", "R2", "http://official-r2-second"),
        new("messaging-websocket", "public", "R9", "ws://socket"),
    ]);

    [TestCase(null, "public", "http://official-r2")]
    [TestCase("", "public", "http://official-r2")]
    [TestCase("R2", "public", "http://official-r2")]
    [TestCase("R1", "public", "http://alias-r1")]
    [TestCase("R3", "publicURL", "http://alias-r3")]
    [TestCase("R1", "internal", "http://internal-r1")]
    [TestCase("R1", "internalURL", "http://internal-r1")]
    [TestCase(null, "admin", "http://alias-admin")]
    public void FindMessaging_WhatThereIs_IsTheFirstThatFits(string? region, string name, string expected) =>
        Assert.That(Two.FindMessaging(region, name), Is.EqualTo(expected));

    [TestCase("r2", "public", "Its regions: R1, R2, R3.")]
    [TestCase("R2", "internal", "Its regions: R1.")]
    [TestCase("R9", "public", "Its regions: R1, R2, R3.")]
    [TestCase("R1", "Public", "Its interfaces: admin, internal, public.")]
    [TestCase(null, "x", "Its interfaces: admin, internal, public.")]
    public void FindMessaging_WhatThereIsNot_NamesWhatThereIs(string? region, string name, string expected)
    {
        var error = Assert.Throws<OpenStackException>(() => Two.FindMessaging(region, name));

        Assert.That(error.Failure, Is.EqualTo(OpenStackFailure.NoEndpoint));
        Assert.That(error.Message, Does.EndWith(expected).And.Contain("OS_ENDPOINT"));
    }

    [Test]
    public void FindMessaging_WithoutTheService_NamesAtMostTwentyOthersInOrder()
    {
        var catalog = new ServiceCatalog([.. Enumerable.Range(10, 25).Reverse().Select(n => new CatalogEndpoint($"s{n}", "public", "R", "http://s"))]);

        var error = Assert.Throws<OpenStackException>(() => catalog.FindMessaging("R", "public"));

        Assert.That(error.Message, Does.Contain("Its service types: s10, s11,").And.EndWith("s28, s29 and 5 more."));
    }

    [Test]
    public void FindMessaging_WithoutACatalog_AsksForAProject()
    {
        var error = Assert.Throws<OpenStackException>(() => new ServiceCatalog([]).FindMessaging("R", "public"));

        Assert.That(error.Message, Does.Contain("no service catalog").And.Contain("project"));
    }

    [Test]
    public void FindMessaging_OfAHostileCatalog_IsOneLine()
    {
        var catalog = new ServiceCatalog([new("messaging", "public", "R\n\u001b[2J" + new string('x', 5000), "http://s")]);

        var error = Assert.Throws<OpenStackException>(() => catalog.FindMessaging("a\nb", "public"));

        Assert.That(error.Message.Any(char.IsControl), Is.False);
        Assert.That(error.Message, Has.Length.LessThan(1000));
    }
}
