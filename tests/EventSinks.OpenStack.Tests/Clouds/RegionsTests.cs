namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class RegionsTests
{
    [TestCase("region_name: R1", null, "R1")]
    [TestCase("region_name: R1", "R1", "R1")]
    [TestCase("region_name: 7", null, "7")]
    [TestCase("region_name: ", "R5", "R5")]
    [TestCase("interface: public", null, null)]
    [TestCase("interface: public", "", null)]
    [TestCase("interface: public", "R5", "R5")]
    [TestCase("regions: [R1, R2]", null, "R1")]
    [TestCase("regions: [R1, R2]", "R2", "R2")]
    [TestCase("regions: []", "R2", "R2")]
    [TestCase("regions: [R1, R2], region_name: R2", null, "R1")]
    [TestCase("region_name: 'R1,R2'", null, "R1")]
    [TestCase("region_name: [R1, R2]", "R2", "R2")]
    [TestCase("regions: [{name: R1}, {name: R2, values: }]", "R2", "R2")]
    public void Read_Regions_ChoosesOne(string cloud, string? asked, string? expected)
    {
        using var machine = new CloudMachine().WithCloud(cloud);

        Assert.That(machine.Reader.Read(region: asked).Require().Region, Is.EqualTo(expected));
    }

    [TestCase("region_name: R1", "R1")]
    [TestCase("regions: [R1, {name: R2}]", "R1,R2")]
    public void Read_AnUnknownRegion_IsAProblemInTheWordsOfOpenstacksdk(string cloud, string valid)
    {
        using var machine = new CloudMachine().WithCloud(cloud);

        Assert.That(
            machine.Reader.Read(region: "r1").Problem,
            Is.EqualTo($"Region r1 is not a valid region name for cloud prod. Valid choices are {valid}. "
                + "Please note that region names are case sensitive."));
    }

    [Test]
    public void Read_ARegionWithValues_LaysThemOverTheCloud()
    {
        using var machine = new CloudMachine().WithCloud(
            "interface: admin, cacert: /a, regions: [R1, {name: R2, values: {interface: internal, cacert: null, auth: {password: other}}}]");

        var settings = machine.Reader.Read(region: "R2").Require();

        Assert.That((settings.Interface, settings.Password, settings.UserName), Is.EqualTo(("internal", "other", "u")));
        Assert.That(settings.CaCertificateFile, Is.EqualTo("/a"), "null in a region hides nothing");
    }

    [TestCase("regions: R1")]
    [TestCase("regions: {name: R1}")]
    [TestCase("regions: [[R1]]")]
    [TestCase("regions: [{values: {}}]")]
    [TestCase("regions: [{name: R1, auth: {password: hush}}]")]
    [TestCase("regions: [{name: R1, values: hush}]")]
    public void Read_RegionsThatAreNone_AreAProblem(string cloud)
    {
        using var machine = new CloudMachine().WithCloud(cloud);

        Assert.That(machine.Reader.Read().Problem, Does.StartWith("'regions' of cloud 'prod' of ").And.Not.Contain("hush"));
    }
}
