import click
from jinja2 import Template


@click.command()
@click.option("--name", default="world")
def hello(name):
    click.echo(Template("Hello, {{ name }}!").render(name=name))


if __name__ == "__main__":
    hello()
