namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class VendorProfilesTests
{
    private const string Public =
        "public-clouds: {acme: {auth: {auth_url: 'https://{region_name}.acme', user_domain_name: Default}, interface: internal, regions: [R1, R2]}}";

    private const string User = "username: u, password: p";

    [TestCase("profile: acme")]
    [TestCase("cloud: acme")]
    public void Read_ACloudWithAProfile_HasWhatTheProfileSays(string key)
    {
        using var machine = new CloudMachine().WithCloud(key, User).With(Public, "etc/openstack/clouds-public.yaml");

        var settings = machine.Reader.Read(region: "R2").Require();

        Assert.That(settings.AuthUrl, Is.EqualTo(new Uri("https://R2.acme")));
        Assert.That((settings.UserName, settings.UserDomainName, settings.Interface, settings.Region), Is.EqualTo(("u", "Default", "internal", "R2")));
    }

    [Test]
    public void Read_WhatTheCloudSays_GoesBeforeItsProfile()
    {
        using var machine = new CloudMachine()
            .WithCloud("profile: acme, interface: admin, region_name: R9", $"{User}, auth_url: 'https://mine'")
            .With(Public, "etc/openstack/clouds-public.yaml");

        var settings = machine.Reader.Read().Require();

        Assert.That((settings.AuthUrl!.Host, settings.Interface, settings.Region), Is.EqualTo(("mine", "admin", "R9")));
    }

    [Test]
    public void Read_AnUnknownProfile_IsAProblem()
    {
        using var machine = new CloudMachine().WithCloud("profile: nope").With(Public, "etc/openstack/clouds-public.yaml");

        Assert.That(machine.Reader.Read().Problem, Does.StartWith("The profile 'nope' of cloud 'prod'").And.EndWith("has no such public cloud."));
    }

    [Test]
    public void Read_AProfileAndNoFile_IsAProblem()
    {
        using var machine = new CloudMachine().WithCloud("profile: rackspace");

        Assert.That(machine.Reader.Read().Problem, Does.EndWith("there is no clouds-public.yaml beside clouds.yaml."));
    }
}
